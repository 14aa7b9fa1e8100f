using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Syntax;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Creates a typed instruction from its words, or reports why it is invalid.</summary>
internal static partial class InstructionFactory
{
    private static readonly string[] s_names =
    [
        "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL",
        "USER", "VOLUME", "WORKDIR",
    ];

    /// <exception cref="InvalidInstructionException">BuildKit would reject it.</exception>
    public static Instruction Create(RawInstruction raw) => raw.Name switch
    {
        "ADD" => Transfer(raw),
        "ARG" => Arg(raw),
        "CMD" => new CmdInstruction(Checked(raw), Command(raw, raw.Words)),
        "COPY" => Transfer(raw),
        "ENTRYPOINT" => new EntrypointInstruction(Checked(raw), Command(raw, raw.Words)),
        "ENV" => new EnvInstruction(Checked(raw), Named(raw)),
        "EXPOSE" => new ExposeInstruction(Checked(raw, AtLeastOne(raw)), raw.Words),
        "FROM" => From(raw),
        "HEALTHCHECK" => Healthcheck(raw),
        "LABEL" => new LabelInstruction(Checked(raw), Named(raw)),
        "MAINTAINER" => new MaintainerInstruction(Checked(raw, One(raw)), raw.Words[0]),
        "ONBUILD" => Onbuild(raw),
        "RUN" => Run(raw),
        "SHELL" => Shell(raw),
        // BuildKit ignores the flags of these two.
        "STOPSIGNAL" => new StopsignalInstruction(Source(One(raw)), raw.Words[0]),
        "USER" => new UserInstruction(Checked(raw, One(raw)), raw.Words[0]),
        "VOLUME" => Volume(raw),
        "WORKDIR" => new WorkdirInstruction(Checked(raw, One(raw)), raw.Words[0]),
        _ => throw new InvalidInstructionException($"unknown instruction: {raw.Keyword.Text}", Nearest(raw)),
    };

    private static string? Nearest(RawInstruction raw) =>
        NearestNames.Of(raw.Name, s_names) is { Count: > 0 } near
            ? $"Did you mean {string.Join(" or ", near)}?"
            : "To continue the line above, add a backslash at its end";

    private static InstructionSource Checked(RawInstruction raw, RawInstruction? _ = null)
    {
        FlagRules.Check(raw);
        return Source(raw);
    }

    private static InstructionSource Source(RawInstruction raw) => new()
    {
        Keyword = raw.Keyword.Word,
        Span = raw.Span,
        Lines = raw.Lines,
        Text = raw.Line.Text,
        Flags = raw.Flags,
        Arguments = raw.Arguments.Word,
        Heredocs = raw.Heredocs,
        Comments = raw.Comments,
    };

    private static RawInstruction One(RawInstruction raw) =>
        raw.Words.Count == 1 ? raw : throw new InvalidInstructionException($"{raw.Name} requires exactly one argument");

    private static RawInstruction AtLeastOne(RawInstruction raw) =>
        raw.Words.Count > 0 ? raw : throw new InvalidInstructionException($"{raw.Name} requires at least one argument");

    private static CommandLine Command(RawInstruction raw, IReadOnlyList<DockerfileWord> words) =>
        new(raw.Exec, [.. words.Select(word => word.Text)], raw.Arguments.Word.Span);

    private static IReadOnlyList<Assignment> Named(RawInstruction raw)
    {
        if (raw.Assignments.Count == 0)
            throw new InvalidInstructionException($"{raw.Name} requires at least one argument", $"Write {raw.Name} name=value");
        return raw.Assignments.All(assignment => assignment.Name.Length > 0)
            ? raw.Assignments
            : throw new InvalidInstructionException($"{raw.Name} names can not be blank");
    }

    private static ArgInstruction Arg(RawInstruction raw)
    {
        AtLeastOne(raw);
        return new ArgInstruction(Source(raw), [.. raw.Words.Select(word => word.Text.IndexOf('=', StringComparison.Ordinal) switch
        {
            0 => throw new InvalidInstructionException("ARG names can not be blank"),
            < 0 => new Assignment(word.Text, null, word.Span),
            var equals => new Assignment(word.Text[..equals], word.Text[(equals + 1)..], word.Span),
        })]);
    }

    private static VolumeInstruction Volume(RawInstruction raw)
    {
        var source = Checked(raw, AtLeastOne(raw));
        return raw.Words.All(word => word.Text.Trim().Length > 0)
            ? new VolumeInstruction(source, raw.Words)
            : throw new InvalidInstructionException("VOLUME specified can not be an empty string");
    }

    private static ShellInstruction Shell(RawInstruction raw)
    {
        var source = Checked(raw, raw);
        AtLeastOne(raw);
        return raw.Exec
            ? new ShellInstruction(source, Command(raw, raw.Words))
            : throw new InvalidInstructionException("SHELL requires the arguments to be in JSON form", "Write SHELL [\"/bin/bash\", \"-c\"]");
    }

    private static OnbuildInstruction Onbuild(RawInstruction raw)
    {
        if (raw.Child is not { } child)
            throw new InvalidInstructionException("ONBUILD requires at least one argument");
        var source = Checked(raw);
        switch (child.Name)
        {
            case "ONBUILD":
                throw new InvalidInstructionException("Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
            case "MAINTAINER" or "FROM":
                throw new InvalidInstructionException($"{child.Name} isn't allowed as an ONBUILD trigger");
        }

        child.Span = raw.Arguments.Word.Span;
        child.Lines = raw.Lines;
        child.Heredocs.AddRange(raw.Heredocs);
        return new OnbuildInstruction(source, child.Name, raw.Arguments.Text) { Instruction = Created(child) };
    }

    // An error of a later build is not an error of this one.
    private static Instruction? Created(RawInstruction child)
    {
        try
        {
            return Create(child);
        }
        catch (InvalidInstructionException)
        {
            return null;
        }
    }
}
