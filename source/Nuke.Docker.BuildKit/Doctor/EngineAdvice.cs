using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Doctor.Internal;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Doctor;

/// <summary>Finds what an engine needs from the machine around it, such as an LXC container.</summary>
internal static class EngineAdvice
{
    /// <param name="connection">The engine; <c>null</c> if none responds.</param>
    /// <param name="cancellationToken">Stops the query.</param>
    public static async Task<IReadOnlyList<Diagnosis>> OfAsync(EngineConnection? connection, CancellationToken cancellationToken = default)
    {
        if (connection is { Endpoint.Kind: not EngineEndpointKind.UnixSocket })
            return [];
        EngineInfo? info = null;
        if (connection is not null)
        {
            var engine = connection.Connect();
            info = await engine.InfoAsync(cancellationToken);
        }

        var facts = new DoctorFacts { Endpoint = connection?.DockerHost, Engine = info, Container = ContainerKind.Read() };
        return [.. ContainerChecks.Lxc(facts).Concat(ContainerChecks.Storage(facts)).Where(diagnosis => diagnosis.Severity > DiagnosisSeverity.Fine)];
    }
}
