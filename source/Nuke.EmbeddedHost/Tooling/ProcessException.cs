namespace Nuke.Common.Tooling;

/// <summary>Thrown when a program ends with an exit code other than 0.</summary>
public class ProcessException(IProcess process) : Exception(Describe(process))
{
    private const int LastLines = 10;

    public int ExitCode { get; } = process.ExitCode;

    private static string Describe(IProcess process)
    {
        var errors = process.Output.Where(x => x.Type == OutputType.Err).Select(x => x.Text).ToList();
        var lines = errors.Count > 0 ? errors : [.. process.Output.Select(x => x.Text)];
        return string.Join(
            Environment.NewLine,
            [
                $"'{Path.GetFileName(process.FileName)}' ended with exit code {process.ExitCode}",
                $"  command: {process.FileName} {process.Arguments}",
                $"  in: {process.WorkingDirectory}",
                .. lines.TakeLast(LastLines).Select(x => $"  {x}"),
            ]);
    }
}
