using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

internal static partial class InstructionFactory
{
    private static FromInstruction From(RawInstruction raw)
    {
        var words = raw.Words;
        if (words.Count == 3 && words[1].Text.Equals("as", StringComparison.OrdinalIgnoreCase))
        {
            return IsStageName(words[2].Text.ToLowerInvariant())
                ? new FromInstruction(Checked(raw), words[0]) { As = words[1], Alias = words[2] }
                : throw new InvalidInstructionException(
                    $"invalid name for build stage: \"{words[2].Text}\", name can't start with a number or contain symbols",
                    "Begin the name with a letter, followed by letters, digits, '-', '_' and '.'");
        }

        return words.Count == 1
            ? new FromInstruction(Checked(raw), words[0])
            : throw new InvalidInstructionException(
                "FROM requires either one or three arguments",
                "Write FROM image or FROM image AS name, and comments in separate lines");
    }

    private static bool IsStageName(string name) =>
        name.Length > 0
        && char.IsAsciiLetterLower(name[0])
        && name.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '-' or '_' or '.');

    private static TransferInstruction Transfer(RawInstruction raw)
    {
        if (raw.Words.Count < 2)
            throw new InvalidInstructionException(
                $"{raw.Name} requires at least two arguments, but only one was provided. Destination could not be determined",
                $"Write {raw.Name} source destination");
        var source = Checked(raw);
        var destination = raw.Words[^1];
        if (HeredocWord.Parse(destination.Text) is not null)
            throw new InvalidInstructionException($"{raw.Name} cannot accept a heredoc as a destination");
        DockerfileWord[] sources = [.. raw.Words.Take(raw.Words.Count - 1).Where(word => HeredocWord.Parse(word.Text) is null)];
        return raw.Name == "COPY" ? new CopyInstruction(source, sources, destination, raw.Exec) : new AddInstruction(source, sources, destination, raw.Exec);
    }

    private static RunInstruction Run(RawInstruction raw)
    {
        var run = new RunInstruction(Checked(raw), Command(raw, raw.Words));
        foreach (var flag in raw.Flags)
        {
            if (flag.Name == "--mount")
                MountFields.CheckFrom(flag.Value!);
            else if (flag.Name == "--device")
                DeviceFields.Check(flag.Value!);
        }

        if (run.Network is not ("default" or "none" or "host"))
            throw new InvalidInstructionException($"invalid network mode \"{run.Network}\"", "Use default, none or host");
        return run.Security is "insecure" or "sandbox"
            ? run
            : throw new InvalidInstructionException($"security \"{run.Security}\" is not valid", "Use insecure or sandbox");
    }
}
