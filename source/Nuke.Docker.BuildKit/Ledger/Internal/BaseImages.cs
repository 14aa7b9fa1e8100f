using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The images that a build reads: their identities and contents.</summary>
/// <param name="last">The last build; <c>null</c> if there is none.</param>
/// <param name="key">The key of the ledger folder.</param>
internal sealed class BaseImages(BuildLedger? last, LedgerKey key)
{
    /// <summary>The position of the configuration among the words of a content.</summary>
    public const int ConfigurationIndex = 1;

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _contents = new(StringComparer.Ordinal);

    /// <summary>The identities by reference, as in <see cref="BuildLedger.Bases"/>.</summary>
    public IReadOnlyDictionary<string, string> Ids => _ids;

    /// <summary>The contents by reference, as in <see cref="BuildLedger.BaseContents"/>.</summary>
    public IReadOnlyDictionary<string, string> Contents => _contents;

    /// <summary>Adds an image whose content is not known, unless the last build read the same one.</summary>
    public void Add(string reference, string id) => Add(reference, id, content: null);

    /// <summary>Adds an image of the engine.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="image">The image.</param>
    public void Add(string reference, EngineImage image) => Add(reference, image.Id, image.Layers.Count > 0 ? ContentOf(image) : null);

    /// <summary>Removes an image whose identity will be another one.</summary>
    public void Remove(string reference)
    {
        _ids.Remove(reference);
        _contents.Remove(reference);
    }

    private string ContentOf(EngineImage image) => $"{key.Digest(string.Join('\n', image.Layers))} {key.Digest(image.Inherited)}";

    private void Add(string reference, string id, string? content)
    {
        // An identity has one content, also if the image was pulled after the build, is deleted, or has another name.
        if (last is { HasOtherKey: false } && last.Bases.FirstOrDefault(image => image.Value == id).Key is { } known)
            content = last.BaseContents.GetValueOrDefault(known);
        _ids[reference] = id;
        if (content is null)
            _contents.Remove(reference);
        else
            _contents[reference] = content;
    }
}
