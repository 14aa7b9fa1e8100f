using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>The secret values that the parameters of a build contain or refer to, as they were given.</summary>
internal static class GivenSecrets
{
    /// <summary>Returns the values. Parameters that can't be read have none; they are reported elsewhere.</summary>
    public static IReadOnlyList<string> Of(INukeBuild build)
    {
        var sources = ParameterSources.Of(build);
        var parameters = ComponentParameter.AllOf(build.GetType()).ToLookup(parameter => parameter.Property.Name, StringComparer.Ordinal);
        return
        [
            .. Read(nameof(IDockerBuild.DockerBuildArg), ParameterSettings.BuildArg).Select(ValueOf).OfType<string>(),
            .. Read(nameof(IDockerBuild.DockerSecret), ParameterSettings.Secret).SelectMany(secret => secret.IsFile
                ? SecretText.ValuesOfFile(Path.GetFullPath(secret.Reference, build.RootDirectory))
                : SecretText.Values(Environment.GetEnvironmentVariable(secret.Reference) ?? "")),
        ];

        static string? ValueOf((string Name, string? Value) argument) =>
            (argument.Value ?? Environment.GetEnvironmentVariable(argument.Name)) is { } value && CredentialShapes.IsCredential(argument.Name, value)
                ? value
                : null;

        IEnumerable<T> Read<T>(string property, Func<string, T> read)
        {
            foreach (var text in parameters[property].SelectMany(parameter => sources.Find(parameter)).SelectMany(given => given.Texts))
            {
                T value;
                try
                {
                    value = read(text);
                }
                catch (InvalidSettingException)
                {
                    continue;
                }

                yield return value;
            }
        }
    }
}
