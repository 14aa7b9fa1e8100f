using System.Runtime.CompilerServices;
using Serilog;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>
/// Checks the parameters of a build. No host has a hook for components, so the checks start from the definitions of the
/// targets: the first definition that is read checks names and values, which is before the host injects any; and each target that
/// is going to run requires that all parameters on the command line are read, which is asked before the first target starts.
/// </summary>
internal sealed class ParameterChecks
{
    // What shells use for wrong arguments.
    private const int UsageExitCode = 2;

    private static readonly ConditionalWeakTable<INukeBuild, ParameterChecks> s_checks = [];

    private readonly INukeBuild _build;
    private readonly ParameterProblems? _problems;
    private readonly Dictionary<string, IReadOnlySet<string>> _readBy = new(StringComparer.Ordinal);

    private ParameterChecks(INukeBuild build)
    {
        _build = build;
        if (!GivenArgument.ReadAll(EnvironmentInfo.CommandLineArguments).Any(argument => argument.Is("Help")))
            _problems = new ParameterProblems(build);
    }

    /// <summary>The parameters that each target reads, by the target's name, as far as definitions have been read.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> ReadBy => _readBy;

    /// <summary>Checks names and values, once for each build.</summary>
    /// <exception cref="InvalidParametersException">Some are wrong.</exception>
    public static ParameterChecks Of(INukeBuild build)
    {
        if (s_checks.TryGetValue(build, out var known))
            return known;
        var checks = new ParameterChecks(build);
        if (checks._problems is not null)
            JsonOutput.Begin(build);
        s_checks.Add(build, checks);
        checks.Refuse(checks._problems?.FindAll() ?? []);
        return checks;
    }

    public void Add(string target, IReadOnlySet<string> read) => _readBy[target] = read;

    /// <summary>Checks that the targets of this run read all parameters of the command line; always <c>true</c>.</summary>
    /// <exception cref="InvalidParametersException">Some aren't read.</exception>
    public bool AreRead()
    {
        // A target of the build class itself may read any parameter.
        if (_problems is null || _build.ExecutionPlan.Any(target => target.Actions.Count > 0 && !IsOurs(target)))
            return true;
        var read = _build.ExecutionPlan.Where(IsOurs).SelectMany(target => _readBy[target.Name]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var printing = _build.ExecutionPlan.Where(IsOurs).Select(target => target.Name)
            .Where(name => _readBy[name].Contains(nameof(IHazDockerJson.DockerJson)))
            .ToList();
        if (printing.Count > 1 && JsonOutput.OtherOutput is not null)
            Refuse([$"--docker-json prints one document, and {string.Join(" and ", printing)} would each print one. Run them one after the other."]);
        Refuse(_problems.FindUnread(read, name => [.. _readBy.Where(reader => reader.Value.Contains(name)).Select(reader => NameOf(reader.Key))]));
        return true;
    }

    private string NameOf(string target) => _build is INamesCommands names ? names.CommandOf(target) : target;

    private bool IsOurs(ExecutableTarget target) => ComponentParameter.IsComponent(target.Member.DeclaringType!) && _readBy.ContainsKey(target.Name);

    private void Refuse(IReadOnlyCollection<string> problems)
    {
        if (problems.Count == 0)
            return;
        foreach (var problem in problems)
            Log.Error("{Problem:l}", problem);
        JsonOutput.WriteError(_build, string.Join(Environment.NewLine, problems), UsageExitCode);
        _build.ExitCode = UsageExitCode;
        throw new InvalidParametersException();
    }
}
