using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Formats the message of an exception: the most important facts first, the command last.</summary>
internal static class FaultText
{
    // BuildKit repeats the whole script of a step in its message. The instruction is printed above.
    private const int DetailLength = 600;

    public static string Message(DockerFault fault, string? command, string? workingDirectory)
    {
        var text = new StringBuilder(fault.Cause);
        if (fault.Line is not null)
            text.Append('\n').Append("  at ").Append(fault.File).Append(':').Append(fault.Line);
        if (fault.Step is not null)
            text.Append('\n').Append("  step ").Append(fault.Step).Append(": ").Append(HumanText.Shorten(fault.Instruction ?? "", 200));
        foreach (var line in fault.Excerpt)
            text.Append('\n').Append("  ").Append(line.TrimEnd());
        foreach (var line in fault.LastLines)
            text.Append('\n').Append("  | ").Append(line);
        if (fault.Detail is not null)
            text.Append('\n').Append("BuildKit: ").Append(HumanText.ShortenMiddle(fault.Detail, DetailLength));
        if (fault.Tried is not null)
            text.Append('\n').Append("Tried: ").Append(fault.Tried);
        if (command is not null)
            text.Append('\n').Append("Command: ").Append(command);
        if (workingDirectory is not null)
            text.Append('\n').Append("In: ").Append(workingDirectory);
        return text.Append('\n').Append("What to do: ").Append(fault.Cure).ToString();
    }
}
