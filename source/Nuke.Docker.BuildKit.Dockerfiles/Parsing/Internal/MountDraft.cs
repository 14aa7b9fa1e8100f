using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Collects the fields of a mount, and creates the mount.</summary>
internal sealed class MountDraft
{
    public string Type { get; set; } = "bind";

    public string? From { get; set; }

    public string? Source { get; set; }

    public string? Target { get; set; }

    public string? Id { get; set; }

    public string? Env { get; set; }

    public bool? ReadOnly { get; set; }

    public bool Required { get; set; }

    public long? Size { get; set; }

    public CacheSharing? Sharing { get; set; }

    public uint? Mode { get; set; }

    public uint? Uid { get; set; }

    public uint? Gid { get; set; }

    /// <exception cref="InvalidInstructionException">Its fields contradict each other.</exception>
    public void Check()
    {
        if (Type is "bind" or "tmpfs" && (Mode ?? Uid ?? Gid) is not null)
            throw new InvalidInstructionException($"{(Mode is not null ? "mode" : Uid is not null ? "uid" : "gid")} not allowed for \"{Type}\" type mounts");
        if (Type == "secret")
        {
            if (From is { Length: > 0 })
                throw new InvalidInstructionException("secret mount should not have a from");
            if (Sharing is not null)
                throw new InvalidInstructionException("secret mount should not define sharing");
            if (string.IsNullOrEmpty(Source) && string.IsNullOrEmpty(Target) && string.IsNullOrEmpty(Id))
                throw new InvalidInstructionException("invalid secret mount. one of source, target required");
            if (Source is { Length: > 0 } && Id is { Length: > 0 })
                throw new InvalidInstructionException("both source and id can't be set");
        }

        if (Sharing is not null && Type != "cache")
            throw new InvalidInstructionException($"invalid cache sharing set for {Type} mount");
        if (Type == "ssh" && Source is { Length: > 0 })
            throw new InvalidInstructionException("ssh does not support source");
    }

    /// <exception cref="InvalidInstructionException">It has no target.</exception>
    public RunMount Create(InstructionFlag flag, string? workingDirectory, Func<string, int?> stage) =>
        Create(flag, stage) with { Text = flag.Value!, Target = Target, Path = Place(workingDirectory) };

    private RunMount Create(InstructionFlag flag, Func<string, int?> stage)
    {
        var from = From is { Length: > 0 } ? From : null;
        return Type switch
        {
            "bind" => new BindRunMount(flag.Span) { From = from, FromStage = from is null ? null : stage(from), Source = Source, ReadOnly = ReadOnly ?? true },
            "cache" => new CacheRunMount(flag.Span)
            {
                From = from,
                FromStage = from is null ? null : stage(from),
                Source = Source,
                ReadOnly = ReadOnly ?? false,
                Id = Id,
                Key = Id is { Length: > 0 } id ? id : PosixPath.Clean(Target ?? ""),
                Sharing = Sharing ?? CacheSharing.Shared,
                Mode = (int?)Mode,
                Uid = Uid,
                Gid = Gid,
            },
            "tmpfs" => new TmpfsRunMount(flag.Span) { Size = Size },
            "secret" => new SecretRunMount(flag.Span) { Id = SecretId(), Required = Required, Env = Env, Mode = (int?)Mode, Uid = Uid, Gid = Gid },
            _ => new SshRunMount(flag.Span) { Id = Id is { Length: > 0 } id ? id : "default", Required = Required, Mode = (int?)Mode, Uid = Uid, Gid = Gid },
        };
    }

    private string SecretId() => Source is { Length: > 0 } ? Source : Id is { Length: > 0 } ? Id : PosixPath.Clean(Target!).Split('/')[^1];

    private string? Place(string? workingDirectory)
    {
        if (Type == "secret")
            return Target is { Length: > 0 } ? Target : Env is null ? $"/run/secrets/{SecretId().Split('/')[^1]}" : null;
        if (Type == "ssh")
            return Target;
        var place = PosixPath.Absolute(workingDirectory, Target ?? "");
        return place != "/" ? place : throw new InvalidInstructionException("invalid mount target \"/\"", "Give the mount a target");
    }
}
