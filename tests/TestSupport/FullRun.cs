using NUnit.Framework;

namespace TestSupport;

/// <summary>Heavy categories run a sample by default, and everything with <c>./build.sh Test --full</c>.</summary>
internal static class FullRun
{
    /// <summary>Returns true if everything runs: <c>DOCKER_BUILDKIT_TESTS_FULL=1</c>.</summary>
    public static bool IsRequested { get; } = Environment.GetEnvironmentVariable("DOCKER_BUILDKIT_TESTS_FULL") == "1";

    /// <summary>Skips the test unless everything runs.</summary>
    /// <param name="reason">The reason why the test is not part of the sample, as a sentence.</param>
    public static void Require(string reason)
    {
        if (!IsRequested)
            Assert.Ignore($"{reason} Run it with ./build.sh Test --full.");
    }
}
