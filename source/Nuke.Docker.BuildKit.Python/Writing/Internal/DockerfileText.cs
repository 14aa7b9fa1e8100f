using System.Text;

namespace Nuke.Docker.BuildKit.Python.Writing.Internal;

/// <summary>Builds the text of a Dockerfile: commented paragraphs, and steps with one mount per line.</summary>
internal sealed class DockerfileText(bool comments)
{
    private const int Width = 128;

    private readonly StringBuilder _text = new();

    public override string ToString() => _text.ToString();

    /// <summary>Adds a heading, which is written even without comments.</summary>
    public void Stage(string title) => Paragraph().Append("# ---- ").Append(title).Append(" ----\n");

    /// <summary>Adds an instruction with its reason. Each line of the reason is wrapped as one paragraph.</summary>
    public void Add(string reason, params ReadOnlySpan<string> lines)
    {
        // The first instruction directly follows the heading.
        if (!_text.ToString().EndsWith(" ----\n", StringComparison.Ordinal))
            Paragraph();
        Comment(reason);
        foreach (var line in lines)
            _text.Append(line).Append('\n');
    }

    /// <summary>Adds a RUN with its mounts, one per line, and its commands, joined with &amp;&amp;.</summary>
    public void Run(string reason, IEnumerable<string> mounts, params IEnumerable<string> commands)
    {
        var parts = mounts.Select(mount => $"--mount={mount}").ToList();
        var lines = string.Join(" && \\\n    ", commands);
        Add(reason, $"RUN {string.Join(" \\\n    ", parts.Append(lines))}");
    }

    private StringBuilder Paragraph() => _text.Length == 0 ? _text : _text.Append('\n');

    private void Comment(string reason)
    {
        if (!comments || reason.Length == 0)
            return;
        var start = _text.Length;
        foreach (var paragraph in reason.Split('\n'))
        {
            var line = new StringBuilder("#");
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length + word.Length + 1 > Width)
                {
                    _text.Append(line).Append('\n');
                    line.Clear().Append('#');
                }

                line.Append(' ').Append(word);
            }

            _text.Append(line).Append('\n');
        }

        // Commands in comments contain non-breaking spaces to stay on one line.
        _text.Replace('\u00A0', ' ', start, _text.Length - start);
    }
}
