using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace FakeDocker;

/// <summary>Plays a rule's steps.</summary>
internal sealed class Player(IReadOnlyList<string> arguments)
{
    public const string HangArgument = "fakedocker-hang";

    private readonly Stream _out = Console.OpenStandardOutput();
    private readonly Stream _err = Console.OpenStandardError();
    private PosixSignalRegistration? _ignored;

    /// <summary>Time limit of a hanging process: longer than any test waits, but it ends after a failed test too.</summary>
    public static void Hang() => Thread.Sleep(TimeSpan.FromMinutes(2));

    public int Play(Rule rule)
    {
        foreach (var step in rule.Steps)
            Play(step);

        _ignored?.Dispose();
        return rule.ExitCode;
    }

    private void Play(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Out:
                _out.Write(Encoding.UTF8.GetBytes(step.Text + "\n"));
                break;
            case StepKind.Err:
                _err.Write(Encoding.UTF8.GetBytes(step.Text + "\n"));
                break;
            case StepKind.OutRaw:
                _out.Write(Encoding.UTF8.GetBytes(step.Text!));
                break;
            case StepKind.ErrRaw:
                _err.Write(Encoding.UTF8.GetBytes(step.Text!));
                break;
            case StepKind.Replay:
                _err.Write(File.ReadAllBytes(step.Path!));
                break;
            case StepKind.Delay:
                Thread.Sleep(step.Number);
                break;
            case StepKind.Hang:
                Hang();
                break;
            case StepKind.IgnoreInterrupt:
                _ignored = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
                break;
            case StepKind.File:
                File.WriteAllText(PathOf(step), step.Text);
                break;
            case StepKind.Grandchild:
                StartGrandchild(step.Path!);
                break;
            case StepKind.Die:
                _ = Kill(Environment.ProcessId, step.Number);
                Hang();
                break;
            case StepKind.Echo:
                Console.OpenStandardInput().CopyTo(_out);
                break;
            default:
                throw new InvalidDataException($"FakeDocker knows no step {step.Kind}");
        }
    }

    private string PathOf(Step step)
    {
        if (!step.Path!.StartsWith("--", StringComparison.Ordinal))
            return step.Path;

        var flag = arguments.ToList().IndexOf(step.Path);
        return flag >= 0 ? arguments[flag + 1] : throw new InvalidDataException($"FakeDocker was called without {step.Path}");
    }

    private static void StartGrandchild(string idFile)
    {
        using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [HangArgument]))!;
        File.WriteAllText(idFile, $"{child.Id}");
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int processId, int signal);
}
