using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>A random key of a ledger folder. Values that may be secret are stored only as digests with this key, so that nobody can guess them.</summary>
internal sealed class LedgerKey
{
    private const int Length = 32;
    private const int ShortDigest = 16;

    private readonly byte[] _key;

    public LedgerKey(byte[] key) => _key = key;

    /// <summary>The id of the key, which doesn't reveal it. Digests of keys with other ids can't be compared.</summary>
    public string Id => Digest("id of the key");

    /// <summary>Reads the key of a folder, or creates it. Without a writable folder, the key is good for this process only.</summary>
    public static LedgerKey Open(string folder)
    {
        var path = Path.Combine(folder, "ledger.key");
        try
        {
            if (TryRead(path) is { } known)
                return known;
            Directory.CreateDirectory(folder);
            var created = RandomNumberGenerator.GetBytes(Length);
            var temporary = $"{path}.{Environment.ProcessId}.tmp";
            Write(temporary, created);
            try
            {
                // Without overwriting: of two builds that create the key at the same time, one wins.
                File.Move(temporary, path, overwrite: File.Exists(path) && TryRead(path) is null);
            }
            catch (IOException) when (TryRead(path) is not null)
            {
                File.Delete(temporary);
            }

            return TryRead(path) ?? new LedgerKey(created);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new LedgerKey(RandomNumberGenerator.GetBytes(Length));
        }
    }

    /// <summary>Returns a keyed digest of a text.</summary>
    public string Digest(string text) => Digest(Encoding.UTF8.GetBytes(text));

    /// <summary>Returns a keyed digest of bytes.</summary>
    public string Digest(byte[] bytes) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, bytes).AsSpan(0, ShortDigest));

    private static LedgerKey? TryRead(string path) =>
        File.Exists(path) && File.ReadAllBytes(path) is { Length: Length } bytes ? new LedgerKey(bytes) : null;

    private static void Write(string path, byte[] bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(path, options);
        stream.Write(bytes);
    }
}
