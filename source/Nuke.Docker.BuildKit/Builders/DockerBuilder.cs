using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Daemons;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builders;

/// <summary>A buildx builder that a build class describes.</summary>
/// <example>
/// <code>
/// new DockerBuilder("farm", BuilderDriver.Remote)
/// {
///     Nodes = [new("tcp://amd:1234") { Platforms = ["linux/amd64"] }, new("tcp://arm:1234") { Platforms = ["linux/arm64"] }],
/// }
/// </code>
/// </example>
public sealed partial record DockerBuilder
{
    /// <summary>Describes a builder.</summary>
    /// <param name="name">The name, the value of <c>--builder</c>. With <see cref="BuilderDriver.Docker"/>, the name of a docker context.</param>
    /// <param name="driver">The driver.</param>
    /// <exception cref="InvalidSettingException">The name has other characters than letters, digits, <c>_</c>, <c>-</c> and <c>.</c>.</exception>
    public DockerBuilder(string name, BuilderDriver driver)
    {
        ArgumentNullException.ThrowIfNull(driver);
        if (!ValidName().IsMatch(name ?? ""))
            throw new InvalidSettingException(
                "builder",
                $"'{name}' can't be the name of a builder; begin with a letter, and use letters, digits, '-', '_' and '.'");
        (Name, Driver) = (name!, driver);
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>The driver. It can only be changed by creating the builder again.</summary>
    public BuilderDriver Driver { get; }

    /// <summary>The nodes. Empty: one node in the current docker context or cluster.</summary>
    public ImmutableList<DockerBuilderNode> Nodes { get; init; } = [];

    /// <summary>
    /// Settings of BuildKit's daemon, merged into <see cref="ConfigurationFile"/>. Only for the drivers <c>docker-container</c> and <c>kubernetes</c>: other
    /// daemons read a file on their machine.
    /// </summary>
    public BuildKitConfiguration? Configuration { get; init; }

    /// <summary>A <c>buildkitd.toml</c> file. <c>null</c>: none.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>Options of the driver for all nodes, such as <c>network</c>, <c>namespace</c> or <c>replicas</c>.</summary>
    public ImmutableSortedDictionary<string, string> DriverOptions { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Arguments of BuildKit's daemon, as one string.</summary>
    public string? DaemonFlags { get; init; }

    /// <summary>True to make it the builder of builds that name none (<c>docker buildx use</c>). Default: false.</summary>
    public bool Use { get; init; }

    /// <summary>The nodes with their names.</summary>
    internal IEnumerable<(string Name, DockerBuilderNode Node)> NamedNodes =>
        (Nodes.IsEmpty ? [new DockerBuilderNode()] : Nodes).Select((node, index) => (node.Name ?? $"{Name}{index}", node));

    /// <summary>The options of the driver for a node: those of the builder, then those of the node and its certificates.</summary>
    internal ImmutableSortedDictionary<string, string> OptionsOf(DockerBuilderNode node)
    {
        var options = DriverOptions.SetItems(node.DriverOptions).SetItems(node.CertificateFiles.Select(file => KeyValuePair.Create(file.Name, file.File)));
        return node.ServerName is null ? options : options.SetItem("servername", node.ServerName);
    }

    /// <exception cref="InvalidSettingException">The description contradicts itself, or names a file that does not exist.</exception>
    internal void Require()
    {
        var isRemote = Driver == BuilderDriver.Remote;
        if ((isRemote || Driver == BuilderDriver.Docker) && (Configuration is not null || ConfigurationFile is not null))
            throw Problem($"the driver {Driver} reads its configuration on its own machine; write it there and restart it");
        if (Driver == BuilderDriver.Docker && !Nodes.IsEmpty)
            throw Problem("a builder with the driver docker is a docker context and has no nodes; create the context with docker context create");
        if (isRemote && NamedNodes.FirstOrDefault(node => string.IsNullOrEmpty(node.Node.Endpoint)) is { Name: { } nameless })
            throw Problem($"node {nameless} has no endpoint; write the address of its BuildKit, such as tcp://host:1234");
        if (!isRemote && NamedNodes.Any(node => node.Node.CertificateFiles.Any() || node.Node.ServerName is not null))
            throw Problem("only the driver remote uses certificates");
        if (NamedNodes.GroupBy(node => node.Name).FirstOrDefault(group => group.Count() > 1) is { Key: { } twice })
            throw Problem($"two nodes have the name {twice}");
        var endpoints = NamedNodes.Where(node => node.Node.Endpoint is not null).GroupBy(node => node.Node.Endpoint);
        if (endpoints.FirstOrDefault(group => group.Count() > 1) is { Key: { } same })
            throw Problem($"two nodes have the endpoint {same}");
        foreach (var (name, node) in NamedNodes)
        {
            if ((node.Certificate is null) != (node.CertificateKey is null))
                throw Problem($"node {name} has a certificate without its key, or a key without its certificate");
            if (node.CertificateFiles.Select(file => file.File).FirstOrDefault(file => !File.Exists(file)) is { } missing)
                throw Problem($"the file {missing} of node {name} does not exist");
        }

        Configuration?.Require();
    }

    private InvalidSettingException Problem(string problem) => new($"builder {Name}", problem);

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9_.-]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ValidName();
}
