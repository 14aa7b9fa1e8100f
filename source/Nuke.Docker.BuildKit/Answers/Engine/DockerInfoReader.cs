using System.Diagnostics.Contracts;
using System.Text.Json;
using Nuke.Docker.BuildKit.Answers.Internal;

namespace Nuke.Docker.BuildKit.Answers.Engine;

/// <summary>Reads <c>docker info --format json</c>, which works without an engine, too.</summary>
internal static class DockerInfoReader
{
    /// <summary>Reads engine and client.</summary>
    /// <exception cref="AnswerException">The output is not a single JSON object.</exception>
    [Pure]
    public static DockerInfo Read(string text)
    {
        var _ = AnswerJson.One("info --format json", text);
        var info = new DockerInfo
        {
            Engine = _.TextOrNothing("ServerVersion") is { } version ? Engine(version, _) : null,
            ServerErrors = _.Texts("ServerErrors"),
            Warnings = _.Texts("Warnings"),
            Containers = (_.Number("Containers") ?? 0, _.Number("ContainersRunning") ?? 0),
            Images = _.Number("Images") ?? 0,
            HttpsProxy = _.TextOrNothing("HttpsProxy"),
        };
        _.Object("RegistryConfig", registries => info = info with
        {
            RegistryMirrors = registries.Texts("Mirrors"),
            InsecureRegistries = registries.Texts("InsecureRegistryCIDRs"),
        });
        _.Object("ClientInfo", client => info = info with
        {
            ClientVersion = client.TextOrNothing("Version"),
            Context = client.TextOrNothing("Context"),
            Plugins = client.Objects("Plugins", plugin => (Name: plugin.Text("Name") ?? "", Version: plugin.Text("Version")))
                .DistinctBy(plugin => plugin.Name).ToDictionary(plugin => plugin.Name, plugin => plugin.Version, StringComparer.Ordinal),
        });
        return info with { Other = _.Other };
    }

    private static EngineInfo Engine(string version, AnswerFields _) => new(
        version,
        _.Text("Driver") ?? "",
        UsesContainerdStore(_.Raw("DriverStatus")),
        _.TextOrNothing("CgroupDriver"),
        _.TextOrNothing("CgroupVersion"),
        _.Text("DockerRootDir") ?? "",
        _.Text("OperatingSystem") ?? "",
        _.Text("OSType") ?? "",
        _.Text("Architecture") ?? "",
        (int)(_.Number("NCPU") ?? 0),
        _.Number("MemTotal") ?? 0)
    {
        RunningContainers = (int)(_.Number("ContainersRunning") ?? 0),
        Id = _.TextOrNothing("ID"),
    };

    private static bool UsesContainerdStore(JsonElement? status) =>
        status is { ValueKind: JsonValueKind.Array } pairs
        && pairs.EnumerateArray().Any(pair => pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2
            && pair[0].ToString() == "driver-type" && pair[1].ToString() == "io.containerd.snapshotter.v1");
}
