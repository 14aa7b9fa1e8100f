using System.Text.RegularExpressions;

namespace Nuke.Docker.BuildKit.Images;

/// <summary>The composition of an image: where its bytes are, and which of them no container can see.</summary>
internal sealed partial record ImageSizes
{
    private const int FolderDepth = 3;

    /// <summary>The size of all layers in bytes.</summary>
    public long Bytes { get; init; }

    /// <summary>The sizes by part, in a fixed order. Parts without bytes are left out.</summary>
    public IReadOnlyList<(ImagePart Part, long Bytes)> Parts { get; init; } = [];

    /// <summary>The layers with their sizes, the oldest first.</summary>
    public IReadOnlyList<(string Instruction, long Bytes, string? Unreadable)> Layers { get; init; } = [];

    /// <summary>The largest folders, the largest first. The packages of Python are folders of their own.</summary>
    public IReadOnlyList<(string Folder, long Bytes)> Folders { get; init; } = [];

    /// <summary>Files of earlier layers that a later layer overwrites or deletes, the largest first. They cost space, and no container can see them.</summary>
    public IReadOnlyList<(string Path, long Bytes, string Instruction)> Hidden { get; init; } = [];

    /// <summary>Files with the same content at several paths, the most wasteful first. <c>Bytes</c> is the size of all copies but one.</summary>
    public IReadOnlyList<(IReadOnlyList<string> Paths, long Bytes)> Duplicates { get; init; } = [];

    /// <summary>The bytes of <see cref="Hidden"/> and <see cref="Duplicates"/>.</summary>
    public long WastedBytes => Hidden.Sum(file => file.Bytes) + Duplicates.Sum(group => group.Bytes);

    /// <summary>Analyzes an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="baseLayers">The number of layers that come from the base image; <c>null</c> if it is unknown.</param>
    public static ImageSizes Of(ImageContents image, int? baseLayers)
    {
        ArgumentNullException.ThrowIfNull(image);
        var visible = new SortedDictionary<string, (ImageFileEntry File, int Layer)>(StringComparer.Ordinal);
        var hidden = new List<(string, long, string)>();
        for (var index = 0; index < image.Layers.Count; index++)
        {
            // Marks of deletion are about earlier layers, wherever they are in the archive.
            var layer = image.Layers[index];
            foreach (var mark in layer.Files.Where(file => file.Kind != ImageFileKind.File))
                Hide(mark, layer.Instruction);
            foreach (var file in layer.Files.Where(file => file.Kind == ImageFileKind.File))
            {
                if (visible.TryGetValue(file.Path, out var earlier) && earlier.File.Bytes > 0 && earlier.Layer < index)
                    hidden.Add((file.Path, earlier.File.Bytes, layer.Instruction));
                visible[file.Path] = (file, index);
            }
        }

        var files = visible.Values.ToList();
        return new ImageSizes
        {
            Bytes = image.Bytes,
            Layers = [.. image.Layers.Select(layer => (layer.Instruction, layer.Bytes, layer.Unreadable))],
            Parts =
            [
                .. files.GroupBy(entry => PartOf(entry.File.Path, entry.Layer, baseLayers), entry => entry.File.Bytes)
                    .Select(group => (group.Key, Bytes: group.Sum()))
                    .Append((ImagePart.Hidden, Bytes: hidden.Sum(file => file.Item2)))
                    .Where(part => part.Bytes > 0)
                    .OrderBy(part => part.Item1),
            ],
            Folders =
            [
                .. files.GroupBy(entry => FolderOf(entry.File.Path), entry => entry.File.Bytes, StringComparer.Ordinal)
                    .Select(group => (group.Key, Bytes: group.Sum()))
                    .OrderByDescending(folder => folder.Bytes),
            ],
            Hidden = [.. hidden.OrderByDescending(file => file.Item2)],
            Duplicates =
            [
                .. files.Where(entry => entry.File.Digest is not null)
                    .GroupBy(entry => entry.File.Digest, entry => entry.File, StringComparer.Ordinal)
                    .Where(group => group.Count() > 1)
                    .Select(group => ((IReadOnlyList<string>)[.. group.Select(file => file.Path)], group.Skip(1).Sum(file => file.Bytes)))
                    .OrderByDescending(group => group.Item2),
            ],
        };

        void Hide(ImageFileEntry mark, string instruction)
        {
            var below = $"{mark.Path}/";
            var gone = visible.Where(entry =>
                (mark.Kind == ImageFileKind.Deleted && entry.Key == mark.Path) || entry.Key.StartsWith(below, StringComparison.Ordinal)).ToList();
            foreach (var (path, (file, _)) in gone)
            {
                visible.Remove(path);
                if (file.Bytes > 0)
                    hidden.Add((path, file.Bytes, instruction));
            }
        }
    }

    private static ImagePart PartOf(string path, int layer, int? baseLayers) =>
        layer < baseLayers ? ImagePart.BaseImage
        : Packages().IsMatch(path) ? ImagePart.Dependencies
        : System().IsMatch(path) ? ImagePart.System
        : ImagePart.Application;

    private static string FolderOf(string path)
    {
        // A package each, not one large site-packages.
        if (Packages().Match(path) is { Success: true } packages)
            return packages.Value;
        var parts = path.Split('/');
        return parts.Length <= 2 ? "/" : string.Join('/', parts[..Math.Min(parts.Length - 1, FolderDepth + 1)]);
    }

    [GeneratedRegex("^.*?/(site|dist)-packages/[^/]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Packages();

    [GeneratedRegex(
        "^/(bin|boot|dev|etc|lib|lib32|lib64|libx32|media|mnt|opt/python|proc|root|run|sbin|sys|tmp|usr|var)(/|$)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex System();
}

/// <summary>The parts of an image.</summary>
internal enum ImagePart
{
    /// <summary>Layers of the base image.</summary>
    BaseImage,

    /// <summary>Files of the operating system and its packages in layers of the image itself.</summary>
    System,

    /// <summary>Python packages.</summary>
    Dependencies,

    /// <summary>Everything else: the program.</summary>
    Application,

    /// <summary>Files that a later layer overwrites or deletes.</summary>
    Hidden,
}
