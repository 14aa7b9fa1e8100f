using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Compose.Internal;

/// <summary>Reads a service from the canonical form of a compose project.</summary>
internal static class ComposeServiceFields
{
    public static ComposeService Service(string name, AnswerFields _) => new()
    {
        Name = name,
        Image = _.TextOrNothing("image"),
        Build = _.Object("build", Build),
        Ports = _.Objects("ports", Port),
        Healthcheck = _.Object("healthcheck", Healthcheck),
        Watch = _.Object("develop", develop => develop.Objects("watch", Watch)) ?? [],
        DependsOn = _.Objects("depends_on", (_, dependency) => new { Condition = dependency.Text("condition") })
            .ToDictionary(pair => pair.Key, pair => pair.Value.Condition, StringComparer.Ordinal),
        Environment = _.Map("environment"),
        Command = _.TextsOrNull("command"),
        Entrypoint = _.TextsOrNull("entrypoint"),
        Profiles = _.Texts("profiles"),
        NetworkMode = _.TextOrNothing("network_mode"),
        Platform = _.TextOrNothing("platform"),
        Other = _.Other,
    };

    private static ComposeBuild Build(AnswerFields _) => new()
    {
        Context = _.Text("context") ?? "",
        Dockerfile = _.TextOrNothing("dockerfile"),
        DockerfileInline = _.TextOrNothing("dockerfile_inline"),
        Target = _.TextOrNothing("target"),
        Args = _.Map("args"),
        CacheFrom = _.Texts("cache_from"),
        CacheTo = _.Texts("cache_to"),
        AdditionalContexts = _.Map("additional_contexts"),
        Tags = _.Texts("tags"),
        Platforms = _.Texts("platforms"),
        Secrets = [.. _.Objects("secrets", secret => secret.Text("source")).OfType<string>()],
        Ssh = _.Texts("ssh"),
        Labels = _.Map("labels"),
        Network = _.TextOrNothing("network"),
        NoCache = _.Flag("no_cache") ?? false,
        Pull = _.Flag("pull") ?? false,
        ShmSize = _.Number("shm_size"),
        Other = _.Other,
    };

    // "mode" concerns only swarm.
    private static ComposePort Port(AnswerFields _) =>
        new((int)(_.Number("target") ?? 0), _.TextOrNothing("published"), _.TextOrNothing("host_ip"), _.TextOrNothing("protocol") ?? "tcp");

    private static ComposeHealthcheck Healthcheck(AnswerFields _) => new()
    {
        Test = _.Texts("test"),
        Interval = GoDuration.TryParse(_.Text("interval")),
        Timeout = GoDuration.TryParse(_.Text("timeout")),
        Retries = _.Number("retries"),
        StartPeriod = GoDuration.TryParse(_.Text("start_period")),
        StartInterval = GoDuration.TryParse(_.Text("start_interval")),
        Disabled = _.Flag("disable") ?? false,
        Other = _.Other,
    };

    private static ComposeWatch Watch(AnswerFields _) => new()
    {
        Path = _.Text("path") ?? "",
        Action = _.Text("action") ?? "",
        Target = _.TextOrNothing("target"),
        Ignore = _.Texts("ignore"),
        Include = _.Texts("include"),
        InitialSync = _.Flag("initial_sync") ?? false,
        Other = _.Other,
    };
}
