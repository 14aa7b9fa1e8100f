using System.Buffers;
using System.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Ignoring.Internal;

/// <summary>
/// Runs a pattern on a path. It follows all alternatives at once, so that the time is linear. .NET's regular expressions differ from Go's in classes and
/// escapes, and take time to start.
/// </summary>
internal sealed class PathProgram
{
    private readonly PathNode[] _nodes;
    private readonly string _literal;
    private readonly string _last;

    /// <param name="nodes">The nodes. They match anywhere in a path unless they begin with its start and end with its end.</param>
    public PathProgram(IReadOnlyList<PathNode> nodes)
    {
        var any = new PathNode(PathNodeKind.Many, CharacterSet.Any);
        _nodes =
        [
            .. nodes is [{ Kind: PathNodeKind.Start }, ..] ? (PathNode[])[] : [any],
            .. nodes,
            .. nodes is [.., { Kind: PathNodeKind.End }] ? (PathNode[])[] : [any],
        ];
        (_literal, _last) = Literals(_nodes);
    }

    public bool Matches(ReadOnlySpan<char> path) =>
        path.EndsWith(_last) && (_literal.Length == 0 || path.Contains(_literal, StringComparison.Ordinal)) && Run(path, toEnd: true);

    /// <summary>Returns true if a path with this beginning can match.</summary>
    public bool CanContinue(ReadOnlySpan<char> start) => Run(start, toEnd: false);

    // The literals that a path must contain and end with: most paths fail this test, as with *.pyc.
    private static (string Longest, string Last) Literals(PathNode[] nodes)
    {
        var (longest, run, last) = ("", "", "");
        for (var index = 0; index < nodes.Length; index++)
        {
            if (nodes[index].Kind == PathNodeKind.End && index == nodes.Length - 1)
                last = run;
            run = nodes[index] is { Kind: PathNodeKind.One, Literal: { } literal } ? run + literal : "";
            if (run.Length > longest.Length)
                longest = run;
            // Skip optional nodes.
            index += nodes[index].Skips;
        }

        return (longest, last);
    }

    private bool Run(ReadOnlySpan<char> path, bool toEnd)
    {
        var size = _nodes.Length + 1;
        var rented = ArrayPool<bool>.Shared.Rent(size * 2);
        var now = rented.AsSpan(0, size);
        var next = rented.AsSpan(size, size);
        now.Clear();
        try
        {
            Enter(now, 0, path, 0, toEnd);
            for (var at = 0; at < path.Length;)
            {
                Rune.DecodeFromUtf16(path[at..], out var rune, out var length);
                at += length;
                next.Clear();
                var any = false;
                for (var node = now.IndexOf(true); node >= 0 && node < _nodes.Length; node++)
                {
                    if (!now[node] || !_nodes[node].Takes(rune.Value))
                        continue;
                    any = true;
                    Enter(next, _nodes[node].Kind == PathNodeKind.Many ? node : node + 1, path, at, toEnd);
                }

                if (!any)
                    return false;
                var old = now;
                now = next;
                next = old;
            }

            // A path that continues needs an unfinished alternative.
            return toEnd ? now[_nodes.Length] : now[.._nodes.Length].Contains(true);
        }
        finally
        {
            ArrayPool<bool>.Shared.Return(rented);
        }
    }

    /// <summary>Enters a node, and all nodes that are reachable without reading a character.</summary>
    private void Enter(Span<bool> states, int node, ReadOnlySpan<char> path, int at, bool toEnd)
    {
        while (!states[node])
        {
            states[node] = true;
            if (node == _nodes.Length)
                return;
            switch (_nodes[node].Kind)
            {
                case PathNodeKind.One:
                    return;
                case PathNodeKind.Optional:
                    Enter(states, node + 1 + _nodes[node].Skips, path, at, toEnd);
                    break;
                // If the rest of the path is unknown, boundaries at its start are unknown, too.
                case PathNodeKind.Start or PathNodeKind.End or PathNodeKind.Boundary or PathNodeKind.NoBoundary
                    when (toEnd || at < path.Length) && !_nodes[node].Holds(path, at):
                    return;
            }

            node++;
        }
    }
}
