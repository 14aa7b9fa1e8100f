using NUnit.Framework;
using NUnit.Framework.Interfaces;
using NUnit.Framework.Internal;

namespace TestSupport;

/// <summary>
/// Leaves a test out of the sample that runs by default. Use it for a test of more than ten seconds if a test that runs by default fails for most of the
/// same reasons.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class SlowAttribute : NUnitAttribute, IApplyToTest
{
    /// <summary>The first argument of the case that remains in the sample; null: none.</summary>
    public object? Sample { get; init; }

    /// <summary>Ignores the test unless everything runs.</summary>
    /// <param name="test">The test.</param>
    public void ApplyToTest(Test test)
    {
        if (FullRun.IsRequested || test.RunState == RunState.NotRunnable || (Sample is not null && Sample.Equals(test.Arguments.FirstOrDefault())))
            return;
        test.RunState = RunState.Ignored;
        test.Properties.Set(PropertyNames.SkipReason, "Slow. Run it with ./build.sh Test --full.");
    }
}
