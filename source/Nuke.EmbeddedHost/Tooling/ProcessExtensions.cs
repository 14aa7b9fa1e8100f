using Nuke.Common.Execution;

namespace Nuke.Common.Tooling;

public static class ProcessExtensions
{
    /// <exception cref="ProcessException">The program ended with an exit code other than 0.</exception>
    /// <exception cref="OperationCanceledException">The build was cancelled meanwhile.</exception>
    public static IProcess AssertZeroExitCode(this IProcess process)
    {
        process.AssertWaitForExit();
        if (process.ExitCode == 0)
            return process;
        BuildSession.Current.Cancellation.ThrowIfRequested();
        throw new ProcessException(process);
    }

    /// <exception cref="ArgumentException">The timeout was reached.</exception>
    public static IProcess AssertWaitForExit(this IProcess process)
    {
        Assert.True(process.WaitForExit(), $"'{process.FileName}' timed out and was killed");
        return process;
    }

    public static IReadOnlyCollection<Output> EnsureOnlyStd(this IReadOnlyCollection<Output> output)
    {
        foreach (var line in output)
            Assert.True(line.Type == OutputType.Std, $"Unexpected error output: {line.Text}");
        return output;
    }

    /// <summary>The lines of the standard output as one text.</summary>
    public static string StdToText(this IEnumerable<Output> output)
        => string.Join(Environment.NewLine, output.Where(x => x.Type == OutputType.Std).Select(x => x.Text));
}
