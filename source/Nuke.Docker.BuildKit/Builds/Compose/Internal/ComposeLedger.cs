using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>The build of a service as the ledger sees it: as a build of its own.</summary>
internal static class ComposeLedger
{
    private const string ServicePrefix = "service:";

    /// <summary>Returns the settings of an equivalent <c>buildx build</c>.</summary>
    public static BuildxBuildSettings Settings(ComposeServiceBuild service, BuildxBuildSettings given, ComposeBuildSettings command)
    {
        var section = service.Section ?? new ComposeBuild();
        var contexts = section.AdditionalContexts.Select(context => ContextOf(context.Key, context.Value)).OfType<NamedContext>();
        return given with
        {
            Builder = command.Builder ?? given.Builder,
            Push = command.Push,
            Network = service.Network ?? section.Network ?? given.Network,
            BuildContext = [.. given.BuildContext ?? [], .. contexts],
        };
    }

    /// <summary>
    /// Returns everything that decides about the image and is not in the settings: the whole project, because a service may depend on any part of it. It
    /// doesn't matter which other services are built.
    /// </summary>
    public static string Facts(ComposeServiceBuild service, ComposeBuildSettings command) =>
        string.Join('\0', [service.Project ?? "", .. (command with { Progress = null, Service = null }).ToArguments().Values]);

    /// <summary>Returns the reason why the image can't be known to be up to date; <c>null</c> if there is none.</summary>
    public static string? ReasonToBuild(ComposeServiceBuild service, ComposeBuildSettings command) =>
        service.Project is null || service.Section is not { } section ? "the project is not known"
        : command.NoCache is true || section.NoCache ? "it builds without cache"
        : command.Pull is true || section.Pull ? "it pulls the base images"
        : command.Check is true || command.Print is true ? "it does not build an image"
        : command.WithDependencies is true ? "it also builds services that it depends on"
        : section.Tags.Count > 0 ? "the image has several names"
        : section.AdditionalContexts.FirstOrDefault(context => ContextOf(context.Key, context.Value) is null or { Source.Kind: ContextKind.Target })
            is { Key: { } name, Value: var source }
            ? $"the context {name} is {(IsService(source) ? "another service" : "not a folder or an image")}"
        : service.HasUnknownSecret ? "the value of a secret is not known"
        : null;

    /// <summary>Returns true if a context of a service is another service.</summary>
    public static bool ReadsService(ComposeServiceBuild service) =>
        service.Section?.AdditionalContexts.Values.Any(IsService) == true;

    private static bool IsService(string? source) => source?.StartsWith(ServicePrefix, StringComparison.Ordinal) == true;

    private static NamedContext? ContextOf(string name, string? source)
    {
        if (source is null)
            return null;
        try
        {
            if (IsService(source))
                return new NamedContext(name, ContextSource.Target(source[ServicePrefix.Length..]));
            return new NamedContext(name, ContextSource.Parse(source));
        }
        catch (InvalidSettingException)
        {
            // compose reports it.
            return null;
        }
    }
}
