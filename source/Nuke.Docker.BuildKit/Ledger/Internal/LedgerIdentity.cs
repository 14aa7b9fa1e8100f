using System.Security.Cryptography;
using System.Text;

namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The key that a ledger is recorded with, and the builder that it is about.</summary>
/// <param name="KeyId">The id of the key, as in <see cref="BuildLedger.KeyId"/>.</param>
/// <param name="Engine">The keyed digest of the engine and the builder, as in <see cref="BuildLedger.Engine"/>.</param>
/// <param name="EngineDigest">Their digest without the key, as in <see cref="BuildLedger.EngineDigest"/>.</param>
internal sealed record LedgerIdentity(string KeyId, string Engine, string EngineDigest)
{
    /// <summary>Returns the identity of the ledgers of a builder.</summary>
    /// <param name="key">The key of the ledger folder.</param>
    /// <param name="engineId">The id of the engine; <c>null</c> if it is not known.</param>
    /// <param name="builder">The name of the builder. A builder is not an engine: the builders of an engine have caches of their own.</param>
    public static LedgerIdentity Of(LedgerKey key, string? engineId, string builder)
    {
        var name = $"{engineId}\n{builder}";
        var digest = engineId is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..32];
        return new LedgerIdentity(key.Id, key.Digest(name), digest);
    }

    /// <summary>Returns the identity of a recorded build.</summary>
    public static LedgerIdentity Of(BuildLedger build) => new(build.KeyId, build.Engine, build.EngineDigest);
}
