using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Fixing.Internal;

/// <summary>Edits that keep a person's formatting.</summary>
internal static class Edit
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Puts mounts in front of a <c>RUN</c>'s flags or command, each on a line of its own.</summary>
    public static TextEdit AddMounts(Dockerfile dockerfile, RunInstruction run, IEnumerable<string> mounts)
    {
        var start = run.Flags.Count > 0 ? run.Flags[0].Span.Start : run.Source.Arguments.Span.Start;
        var indent = Indent(dockerfile, run);
        return new TextEdit(start, 0, string.Concat(mounts.Select(mount => $"{mount} {dockerfile.EscapeCharacter}{dockerfile.NewLine}{indent}")));
    }

    /// <summary>Takes an instruction out, with its line.</summary>
    public static TextEdit Remove(Dockerfile dockerfile, Instruction instruction)
    {
        var (start, end) = (LineStart(dockerfile, instruction.Span.Start), LineEnd(dockerfile, instruction.Span.End));
        return new TextEdit(start, end - start, "");
    }

    /// <summary>The lines of an instruction with the comments right above it, the last line's end included.</summary>
    public static (int Start, int End) Block(Dockerfile dockerfile, Instruction instruction)
    {
        var start = LineStart(dockerfile, instruction.Span.Start);
        foreach (var comment in instruction.Comments.Reverse())
        {
            if (LineEnd(dockerfile, comment.Span.End) == start)
                start = LineStart(dockerfile, comment.Span.Start);
        }

        return (start, LineEnd(dockerfile, instruction.Span.End));
    }

    /// <summary>Takes an instruction out, with its lines and the comments right above it.</summary>
    public static TextEdit RemoveBlock(Dockerfile dockerfile, Instruction instruction)
    {
        var (start, end) = Block(dockerfile, instruction);
        return new TextEdit(start, end - start, "");
    }

    /// <summary>Text of whole lines that ends its last one.</summary>
    public static string Closed(Dockerfile dockerfile, string text) => text.EndsWith('\n') ? text : text + dockerfile.NewLine;

    /// <summary>Lines put in behind an instruction.</summary>
    public static TextEdit After(Dockerfile dockerfile, Instruction instruction, string lines)
    {
        var end = LineEnd(dockerfile, instruction.Span.End);
        var open = end > 0 && dockerfile.Text[end - 1] != '\n';
        return new TextEdit(end, 0, open ? dockerfile.NewLine + lines.TrimEnd('\r', '\n') : lines);
    }

    /// <summary>Lines put in above an instruction and its comments.</summary>
    public static TextEdit Before(Dockerfile dockerfile, Instruction instruction, string lines) => new(Block(dockerfile, instruction).Start, 0, lines);

    /// <summary>Takes a word out: with the whole line where nothing else stands on it.</summary>
    public static IEnumerable<TextEdit> RemoveWord(Dockerfile dockerfile, Instruction instruction, string word)
    {
        var text = dockerfile.Text;
        var escape = Regex.Escape(dockerfile.EscapeCharacter.ToString());
        var alone = new Regex($@"^[ \t]*{Regex.Escape(word)}[ \t]*{escape}[ \t]*\r?\n", RegexOptions.Multiline | RegexOptions.CultureInvariant, s_patience);
        var last = new Regex($@"[ \t]*{escape}[ \t]*\r?\n[ \t]*{Regex.Escape(word)}(?=[ \t]*\r?$)", RegexOptions.Multiline | RegexOptions.CultureInvariant, s_patience);
        var within = new Regex($@"(?<=[ \t]){Regex.Escape(word)}[ \t]+|[ \t]+{Regex.Escape(word)}(?=[;&|\r\n]|$)", RegexOptions.CultureInvariant, s_patience);
        var (start, end) = (LineStart(dockerfile, instruction.Span.Start), instruction.Span.End);
        var region = text[start..Math.Min(text.Length, LineEnd(dockerfile, end))];
        foreach (var expression in (Regex[])[alone, last, within])
        {
            if (expression.Match(region) is { Success: true } match)
            {
                yield return new TextEdit(start + match.Index, match.Length, "");
                yield break;
            }
        }
    }

    /// <summary>Takes <c>&amp;&amp; rm -rf path</c> out.</summary>
    public static TextEdit? RemoveDeletion(Dockerfile dockerfile, Instruction instruction, string path)
    {
        var escape = Regex.Escape(dockerfile.EscapeCharacter.ToString());
        var blank = $@"(?:[ \t]|{escape}[ \t]*\r?\n)";
        var expression = new Regex($@"{blank}*(?:&&|;){blank}*rm[ \t]+(?:-[rRfv]+[ \t]+)*{Regex.Escape(path)}/?\*?(?=[ \t]*(?:$|[\r\n;&|\\]))", RegexOptions.CultureInvariant, s_patience);
        var match = expression.Match(dockerfile.TextOf(instruction.Span));
        return match.Success ? new TextEdit(instruction.Span.Start + match.Index, match.Length, "") : null;
    }

    public static string Indent(Dockerfile dockerfile, Instruction instruction)
    {
        var lines = dockerfile.TextOf(instruction.Span).Split('\n');
        var second = lines.Length > 1 && instruction.Heredocs.Count == 0 ? lines[1] : "    x";
        var indent = second[..^second.TrimStart().Length];
        return indent.Length == 0 ? "    " : indent;
    }

    public static int LineStart(Dockerfile dockerfile, int offset) => offset == 0 ? 0 : dockerfile.Text.LastIndexOf('\n', offset - 1) + 1;

    public static int LineEnd(Dockerfile dockerfile, int offset)
    {
        var end = dockerfile.Text.IndexOf('\n', offset);
        return end < 0 ? dockerfile.Text.Length : end + 1;
    }
}
