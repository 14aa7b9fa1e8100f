using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Splits a joined line into keyword, flags and words, by the rules of each instruction.</summary>
internal static class RawInstructionReader
{
    public static RawInstruction Read(TextSlice line, char escape, IReadOnlyList<DockerfileComment> comments)
    {
        var (keyword, rest) = line.Trim().SplitOnce();
        var flags = new List<InstructionFlag>();
        var arguments = rest is null ? keyword with { Start = keyword.End } : FlagSplitter.Split(rest.Value, escape, flags).Trim();
        var raw = new RawInstruction { Line = line, Keyword = keyword, Flags = flags, Arguments = arguments, Comments = comments }.Named();
        switch (raw.Name)
        {
            case "ENV" or "LABEL":
                raw.Assignments = Assignments(arguments, raw.Name, escape);
                break;
            case "ARG":
                raw.Words = WordSplitter.Split(arguments, escape);
                break;
            case "EXPOSE" or "FROM":
                raw.Words = Blanks(arguments);
                break;
            case "ADD" or "COPY" or "VOLUME":
                JsonOr(raw, arguments, Blanks);
                break;
            case "CMD" or "ENTRYPOINT" or "RUN" or "SHELL":
                JsonOr(raw, arguments, Whole);
                break;
            case "HEALTHCHECK":
                Healthcheck(raw, arguments);
                break;
            case "ONBUILD" when !arguments.IsEmpty:
                raw.Child = Read(arguments, escape, []);
                break;
            case "MAINTAINER" or "STOPSIGNAL" or "USER" or "WORKDIR":
                raw.Words = Whole(arguments);
                break;
        }

        return raw;
    }

    private static void JsonOr(RawInstruction raw, TextSlice arguments, Func<TextSlice, IReadOnlyList<DockerfileWord>> otherwise)
    {
        var words = JsonArray.Read(arguments);
        raw.Exec = words is not null;
        raw.Words = words ?? otherwise(arguments);
    }

    private static void Healthcheck(RawInstruction raw, TextSlice arguments)
    {
        var chars = arguments.Chars;
        var end = 0;
        while (end < chars.Length && !char.IsWhiteSpace(chars[end]))
            end++;
        if (end == 0)
            return;

        JsonOr(raw, arguments.Part(end, chars.Length).TrimStart(), Whole);
        raw.Words = [arguments.Part(0, end).Word, .. raw.Words];
    }

    private static List<Assignment> Assignments(TextSlice arguments, string name, char escape)
    {
        var words = WordSplitter.Split(arguments, escape);
        if (words.Count == 0)
            return [];

        if (!words[0].Text.Contains('='))
        {
            var (first, rest) = arguments.SplitOnce();
            return rest is null
                ? throw new InvalidInstructionException($"{name} must have two arguments", $"Write {name} {first.Text}=value")
                : [new Assignment(first.Text, rest.Value.Text, arguments.Word.Span) { Legacy = true }];
        }

        return [.. words.Select(word => word.Text.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0
            ? new Assignment(word.Text[..equals], word.Text[(equals + 1)..], word.Span)
            : throw new InvalidInstructionException(
                $"Syntax error - can't find = in \"{word.Text}\". Must be of the form: name=value",
                "Put a value with spaces in quotes"))];
    }

    private static IReadOnlyList<DockerfileWord> Whole(TextSlice arguments) => arguments.IsEmpty ? [] : [arguments.Word];

    private static IReadOnlyList<DockerfileWord> Blanks(TextSlice arguments) => arguments.IsEmpty ? [] : [.. arguments.Split().Select(word => word.Word)];
}
