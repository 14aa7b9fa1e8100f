namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>
/// Makes a build comparable that was recorded with another key, such as one that a CI system carries to a new machine: without the key, its keyed digests are
/// not known. They are left out, because each would look like a changed input.
/// </summary>
internal static class OtherKey
{
    /// <summary>Returns an earlier build without the digests that can't be compared; the same one if it was recorded with the same key.</summary>
    /// <param name="last">The earlier build; <c>null</c> if there is none.</param>
    /// <param name="now">The key and the builder of the later build.</param>
    public static BuildLedger? Forget(BuildLedger? last, LedgerIdentity now) =>
        // Ledgers of earlier versions have no id. They never leave their folder.
        last is null || last.KeyId.Length == 0 || last.KeyId == now.KeyId ? last : last with
        {
            HasOtherKey = true,
            Engine = now.EngineDigest.Length > 0 && last.EngineDigest == now.EngineDigest ? now.Engine : last.Engine,
            BaseContents = new Dictionary<string, string>(),
            // The results of the machine that wrote these caches are not known here.
            OwnCaches = new Dictionary<string, string>(),
            SkipKey = "",
            SkipInputs = new Dictionary<string, string>(),
            Steps = [.. last.Steps.Select(Forget)],
            Packages = last.Packages.Where(file => !PackageFacts.HasDigests(file.Key))
                .ToDictionary(file => file.Key, file => file.Value, StringComparer.Ordinal),
        };

    private static LedgerStep Forget(LedgerStep step) => step with
    {
        Inputs = step.Inputs.ToDictionary(input => input.Key, input => StepValues.Forget(input.Value), StringComparer.Ordinal),
        Unkeyed = new Dictionary<string, string>(),
        Own = "",
        Key = "",
    };
}
