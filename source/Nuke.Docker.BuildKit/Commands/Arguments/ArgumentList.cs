using System.Collections;
using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Arguments;

/// <summary>An argument vector to run (<see cref="Values"/>) and its redacted twin to log (<see cref="ToString"/>).</summary>
public sealed class ArgumentList : IReadOnlyList<Argument>
{
    private readonly ImmutableArray<Argument> _arguments;

    /// <summary>Keeps a copy of <paramref name="arguments"/>.</summary>
    public ArgumentList(IEnumerable<Argument> arguments)
    {
        _arguments = [.. arguments];
        Values = ImmutableArray.CreateRange(_arguments, argument => argument.Value);
    }

    /// <summary>Arguments of the process, secrets included. For <c>ProcessStartInfo.ArgumentList</c> only, never for a log.</summary>
    public ImmutableArray<string> Values { get; }

    /// <inheritdoc/>
    public int Count => _arguments.Length;

    /// <inheritdoc/>
    public Argument this[int index] => _arguments[index];

    /// <inheritdoc/>
    public IEnumerator<Argument> GetEnumerator() => ((IEnumerable<Argument>)_arguments).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Returns one line that can be pasted into a POSIX shell, with secrets as <c>[REDACTED]</c>.</summary>
    public override string ToString() => ShellQuoting.Join(_arguments);
}
