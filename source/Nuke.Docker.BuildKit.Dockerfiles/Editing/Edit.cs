using System.Text.RegularExpressions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Editing;

/// <summary>Edits of a Dockerfile that keep its formatting.</summary>
internal static class Edit
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(5);

    /// <summary>Adds mounts before the flags and the command of a <c>RUN</c>, each on its own line.</summary>
    public static TextEdit AddMounts(Dockerfile dockerfile, RunInstruction run, IEnumerable<string> mounts)
    {
        var start = run.Flags.Count > 0 ? run.Flags[0].Span.Start : run.Source.Arguments.Span.Start;
        var indent = Indent(dockerfile, run);
        return new TextEdit(start, 0, string.Concat(mounts.Select(mount => $"{mount} {dockerfile.EscapeCharacter}{dockerfile.NewLine}{indent}")));
    }

    /// <summary>Removes an instruction with its lines.</summary>
    public static TextEdit Remove(Dockerfile dockerfile, Instruction instruction)
    {
        var (start, end) = (LineStart(dockerfile, instruction.Span.Start), LineEnd(dockerfile, instruction.Span.End));
        return new TextEdit(start, end - start, "");
    }

    /// <summary>Returns the lines of an instruction and of the comments directly above it, including the last line break.</summary>
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

    /// <summary>Removes an instruction with its lines and the comments directly above it.</summary>
    public static TextEdit RemoveBlock(Dockerfile dockerfile, Instruction instruction)
    {
        var (start, end) = Block(dockerfile, instruction);
        return new TextEdit(start, end - start, "");
    }

    /// <summary>Returns lines with a line break after the last one.</summary>
    public static string Closed(Dockerfile dockerfile, string text) => text.EndsWith('\n') ? text : text + dockerfile.NewLine;

    /// <summary>Inserts lines after an instruction.</summary>
    public static TextEdit After(Dockerfile dockerfile, Instruction instruction, string lines)
    {
        var end = LineEnd(dockerfile, instruction.Span.End);
        var open = end > 0 && dockerfile.Text[end - 1] != '\n';
        return new TextEdit(end, 0, open ? dockerfile.NewLine + lines.TrimEnd('\r', '\n') : lines);
    }

    /// <summary>Inserts lines before an instruction and its comments.</summary>
    public static TextEdit Before(Dockerfile dockerfile, Instruction instruction, string lines) => new(Block(dockerfile, instruction).Start, 0, lines);

    /// <summary>Removes a word, with its line if nothing else is on it. Yields at most one edit.</summary>
    public static IEnumerable<TextEdit> RemoveWord(Dockerfile dockerfile, Instruction instruction, string word)
    {
        var text = dockerfile.Text;
        var escape = Regex.Escape(dockerfile.EscapeCharacter.ToString());
        var escaped = Regex.Escape(word);
        const RegexOptions Lines = RegexOptions.Multiline | RegexOptions.CultureInvariant;
        var alone = new Regex($@"^[ \t]*{escaped}[ \t]*{escape}[ \t]*\r?\n", Lines, s_timeout);
        var last = new Regex($@"[ \t]*{escape}[ \t]*\r?\n[ \t]*{escaped}(?=[ \t]*\r?$)", Lines, s_timeout);
        var within = new Regex($@"(?<=[ \t]){escaped}[ \t]+|[ \t]+{escaped}(?=[;&|\r\n]|$)", RegexOptions.CultureInvariant, s_timeout);
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

    /// <summary>Removes <c>&amp;&amp; rm -rf path</c>; <c>null</c> if the instruction does not contain it.</summary>
    public static TextEdit? RemoveDeletion(Dockerfile dockerfile, Instruction instruction, string path)
    {
        var escape = Regex.Escape(dockerfile.EscapeCharacter.ToString());
        var blank = $@"(?:[ \t]|{escape}[ \t]*\r?\n)";
        var removal = $@"rm[ \t]+(?:-[rRfv]+[ \t]+)*{Regex.Escape(path)}/?\*?";
        var expression = new Regex($@"{blank}*(?:&&|;){blank}*{removal}(?=[ \t]*(?:$|[\r\n;&|\\]))", RegexOptions.CultureInvariant, s_timeout);
        var match = expression.Match(dockerfile.TextOf(instruction.Span));
        return match.Success ? new TextEdit(instruction.Span.Start + match.Index, match.Length, "") : null;
    }

    /// <summary>Returns the indentation of an instruction's continuation lines; four spaces if it has none.</summary>
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
