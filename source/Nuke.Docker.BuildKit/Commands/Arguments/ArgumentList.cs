using System.Collections;
using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands.Arguments;

/// <summary>Arguments of a process: as values (<see cref="Values"/>) and, with secrets redacted, for a log (<see cref="ToString"/>).</summary>
public sealed class ArgumentList : IReadOnlyList<Argument>
{
    private readonly ImmutableArray<Argument> _arguments;

    /// <summary>Creates a list from a copy of <paramref name="arguments"/>.</summary>
    public ArgumentList(IEnumerable<Argument> arguments)
    {
        _arguments = [.. arguments];
        Values = ImmutableArray.CreateRange(_arguments, argument => argument.Value);
    }

    /// <summary>Arguments including secrets. Pass them to a process; do not log them.</summary>
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
