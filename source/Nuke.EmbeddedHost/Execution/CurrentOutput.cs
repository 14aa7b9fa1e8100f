using System.Text;

namespace Nuke.Common.Execution;

/// <summary>Writes to <see cref="Console.Out"/> as it is at each write: a build may redirect it, as on NUKE.</summary>
internal sealed class CurrentOutput : TextWriter
{
    public override Encoding Encoding => Console.Out.Encoding;

    public override void Write(char value) => Console.Out.Write(value);

    public override void Write(char[] buffer, int index, int count) => Console.Out.Write(buffer, index, count);

    public override void Write(string? value) => Console.Out.Write(value);

    public override void Flush() => Console.Out.Flush();
}
