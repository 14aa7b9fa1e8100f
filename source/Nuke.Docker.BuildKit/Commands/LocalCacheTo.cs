using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Writes the cache into a folder as an OCI layout.</summary>
/// <param name="Destination"><c>dest</c>: the folder, made where it is missing. Inside the build context it would change the context with every build.</param>
public sealed record LocalCacheTo(string Destination) : LayerCacheTo
{
    /// <summary><c>dest</c>: the folder.</summary>
    public string Destination { get; } = Required.Text(Destination, "--cache-to type=local, dest");

    /// <inheritdoc/>
    public override string Type => "local";

    /// <summary><c>tag</c> of the cache within the folder; <c>null</c> is <c>latest</c>.</summary>
    public string? Tag { get; init; }

    /// <summary><c>reset</c>: removes from the folder what this export doesn't need, so that it doesn't grow with each build; <c>null</c> is <c>false</c>. Needs buildx 0.35.0; older ones ignore it silently.</summary>
    public bool? Reset { get; init; }

    /// <inheritdoc/>
    internal override string Location => $"{Path.TrimEndingDirectorySeparator(Destination)}:{Tag ?? "latest"}";

    internal static LocalCacheTo Read(FlagAttributes _) => new LocalCacheTo(_.Required("dest"))
    {
        Tag = _.Text("tag"),
        Reset = _.Bool("reset"),
    }.WithLayers(_);

    /// <inheritdoc/>
    protected override void Write(CsvWriter _)
    {
        _.Add("dest", Destination);
        _.Add("tag", Tag);
        base.Write(_);
        _.Add("reset", Reset);
    }
}
