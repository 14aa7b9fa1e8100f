using System.IO.Compression;
using System.Security.Cryptography;

namespace SealedInputs.Internal;

/// <summary>A wheel on disk and its entry in an index.</summary>
/// <param name="NormalizedName">The project's name as PEP 503 spells it.</param>
/// <param name="RequiresPython">Null if the project doesn't specify it.</param>
internal sealed record Wheel(string Path, string NormalizedName, string Sha256, string? RequiresPython)
{
    public static Wheel Read(string path)
    {
        using var archive = ZipFile.OpenRead(path);
        var metadata = archive.Entries.First(_ => _.FullName.EndsWith(".dist-info/METADATA", StringComparison.Ordinal));
        using var reader = new StreamReader(metadata.Open());
        var fields = CoreMetadata.Parse(reader.ReadToEnd());

        return new Wheel(
            path,
            CoreMetadata.Normalize(fields.Name, '-'),
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))),
            fields.RequiresPython);
    }
}
