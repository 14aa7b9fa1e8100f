using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;

namespace Nuke.Docker.BuildKit.Mounts.Internal;

/// <summary>A mount in an export.</summary>
internal sealed record ExportedMount
{
    public required string Id { get; init; }

    /// <summary>The mode in octal, as in a Dockerfile.</summary>
    public string? Mode { get; init; }

    public uint? Uid { get; init; }

    public uint? Gid { get; init; }

    /// <summary><see cref="MountListing.Taken"/> of the listing.</summary>
    public long Taken { get; init; }

    /// <summary>The file with the <see cref="EntryTable"/>.</summary>
    public required string Table { get; init; }

    /// <summary>The SHA-256 of that file.</summary>
    public required string TableDigest { get; init; }

    public IReadOnlyList<ExportedPart> Parts { get; init; } = [];

    [JsonIgnore]
    public CacheMount Mount => new() { Id = Id, Mode = Mode is null ? null : Convert.ToInt32(Mode, 8), Uid = Uid, Gid = Gid };

    /// <summary>Returns the prefix of its file names: a readable part of the id, and a hash of all attributes that identify the mount.</summary>
    public static string NameOf(CacheMount mount)
    {
        var letters = new string([.. mount.Id.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]).Trim('-');
        var identity = $"{mount.Id}\n{mount.Mode}\n{mount.Uid}\n{mount.Gid}";
        return $"{(letters.Length > 40 ? letters[^40..] : letters)}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..8]}";
    }
}
