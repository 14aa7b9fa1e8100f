using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Mounts;
using Nuke.Docker.BuildKit.Faults;

namespace Nuke.Docker.BuildKit.Dockerfiles.Internal;

/// <summary>Reads the value of one <c>--mount</c>.</summary>
internal sealed class MountReader(Func<string, string> expand)
{
    private static readonly string[] s_types = ["bind", "cache", "secret", "ssh", "tmpfs"];
    private static readonly string[] s_keys =
    [
        "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw", "required", "size", "id", "sharing", "mode", "uid", "gid", "env",
    ];

    private string _type = "bind";
    private string? _from;
    private string? _source;
    private string? _target;
    private string? _id;
    private string? _env;
    private bool? _readOnly;
    private bool _required;
    private long? _size;
    private CacheSharing? _sharing;
    private uint? _mode;
    private uint? _uid;
    private uint? _gid;

    /// <param name="flag">The <c>--mount</c>.</param>
    /// <param name="workingDirectory">Where a relative target begins; null for the root.</param>
    /// <param name="stage">The stage of a name, null for none.</param>
    /// <exception cref="InvalidInstructionException">BuildKit would refuse it.</exception>
    public RunMount Read(InstructionFlag flag, string? workingDirectory, Func<string, int?> stage)
    {
        foreach (var field in MountFields.Split(flag.Value!))
            Field(field);
        Check();
        return Create(flag, stage) with { Text = flag.Value!, Target = _target, Path = Place(workingDirectory) };
    }

    private void Field(string field)
    {
        var equals = field.IndexOf('=', StringComparison.Ordinal);
        var key = (equals < 0 ? field : field[..equals]).ToLowerInvariant();
        if (equals < 0)
        {
            Switch(key, field);
            return;
        }

        var value = expand(field[(equals + 1)..]);
        switch (key)
        {
            case "type":
                _type = s_types.Contains(value.ToLowerInvariant()) ? value.ToLowerInvariant() : throw Unknown($"unsupported mount type \"{value}\"", value, s_types);
                break;
            case "from":
                _from = value;
                break;
            case "source" or "src":
                _source = value;
                break;
            case "target" or "dst" or "destination":
                _target = value;
                break;
            case "readonly" or "ro":
                _readOnly = Boolean(key, value);
                break;
            case "readwrite" or "rw":
                _readOnly = !Boolean(key, value);
                break;
            case "required":
                Needs(key, "secret", "ssh");
                _required = Boolean(key, value);
                break;
            case "size":
                Needs(key, "tmpfs");
                _size = RamSize.Parse(value) ?? throw new InvalidInstructionException($"invalid value for {key}: {value}");
                break;
            case "id":
                _id = value;
                break;
            case "sharing":
                _sharing = Enum.TryParse<CacheSharing>(value, ignoreCase: true, out var sharing) && value.All(char.IsAsciiLetter)
                    ? sharing
                    : throw Unknown($"unsupported sharing value \"{value}\"", value, ["shared", "private", "locked"]);
                break;
            case "mode":
                _mode = Octal(value) ?? throw new InvalidInstructionException($"invalid value {value} for mode");
                break;
            case "uid":
                _uid = Number(key, value);
                break;
            case "gid":
                _gid = Number(key, value);
                break;
            case "env":
                _env = value;
                break;
            default:
                throw Unknown($"unexpected key '{key}' in '{field}'", key, s_keys);
        }
    }

    private void Switch(string key, string field)
    {
        switch (key)
        {
            case "readonly" or "ro":
                _readOnly = true;
                break;
            case "readwrite" or "rw":
                _readOnly = false;
                break;
            case "required":
                Needs(key, "secret", "ssh");
                _required = true;
                break;
            default:
                throw new InvalidInstructionException($"invalid field '{field}' must be a key=value pair");
        }
    }

    private void Check()
    {
        if (_type is "bind" or "tmpfs" && (_mode ?? _uid ?? _gid) is not null)
            throw new InvalidInstructionException($"{(_mode is not null ? "mode" : _uid is not null ? "uid" : "gid")} not allowed for \"{_type}\" type mounts");
        if (_type == "secret")
        {
            if (_from is { Length: > 0 })
                throw new InvalidInstructionException("secret mount should not have a from");
            if (_sharing is not null)
                throw new InvalidInstructionException("secret mount should not define sharing");
            if (string.IsNullOrEmpty(_source) && string.IsNullOrEmpty(_target) && string.IsNullOrEmpty(_id))
                throw new InvalidInstructionException("invalid secret mount. one of source, target required");
            if (_source is { Length: > 0 } && _id is { Length: > 0 })
                throw new InvalidInstructionException("both source and id can't be set");
        }

        if (_sharing is not null && _type != "cache")
            throw new InvalidInstructionException($"invalid cache sharing set for {_type} mount");
        if (_type == "ssh" && _source is { Length: > 0 })
            throw new InvalidInstructionException("ssh does not support source");
    }

    private RunMount Create(InstructionFlag flag, Func<string, int?> stage)
    {
        var from = _from is { Length: > 0 } ? _from : null;
        return _type switch
        {
            "bind" => new BindRunMount(flag.Span) { From = from, FromStage = from is null ? null : stage(from), Source = _source, ReadOnly = _readOnly ?? true },
            "cache" => new CacheRunMount(flag.Span)
            {
                From = from,
                FromStage = from is null ? null : stage(from),
                Source = _source,
                ReadOnly = _readOnly ?? false,
                Id = _id,
                Key = _id is { Length: > 0 } id ? id : PosixPath.Clean(_target ?? ""),
                Sharing = _sharing ?? CacheSharing.Shared,
                Mode = (int?)_mode,
                Uid = _uid,
                Gid = _gid,
            },
            "tmpfs" => new TmpfsRunMount(flag.Span) { Size = _size },
            "secret" => new SecretRunMount(flag.Span) { Id = SecretId(), Required = _required, Env = _env, Mode = (int?)_mode, Uid = _uid, Gid = _gid },
            _ => new SshRunMount(flag.Span) { Id = _id is { Length: > 0 } id ? id : "default", Required = _required, Mode = (int?)_mode, Uid = _uid, Gid = _gid },
        };
    }

    private string SecretId() => _source is { Length: > 0 } ? _source : _id is { Length: > 0 } ? _id : PosixPath.Clean(_target!).Split('/')[^1];

    private string? Place(string? workingDirectory)
    {
        if (_type == "secret")
            return _target is { Length: > 0 } ? _target : _env is null ? $"/run/secrets/{SecretId().Split('/')[^1]}" : null;
        if (_type == "ssh")
            return _target;
        var place = PosixPath.Absolute(workingDirectory, _target ?? "");
        return place != "/" ? place : throw new InvalidInstructionException("invalid mount target \"/\"", "Give the mount a target");
    }

    private void Needs(string key, params ReadOnlySpan<string> types)
    {
        if (!types.Contains(_type))
            throw new InvalidInstructionException($"unexpected key '{key}' for mount type '{_type}'", $"Put type= in front of {key}, if the type is right");
    }

    private static bool Boolean(string key, string value) => GoBoolean.Parse(value) ?? throw new InvalidInstructionException($"invalid value for {key}: {value}", "true and false are the values");

    private static uint Number(string key, string value) =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidInstructionException($"invalid value {value} for {key}", "A mount's owner is a number");

    private static uint? Octal(string value)
    {
        ulong mode = 0;
        if (value.Length == 0)
            return null;
        foreach (var digit in value)
        {
            if (digit is < '0' or > '7' || (mode = (mode * 8) + (ulong)(digit - '0')) > uint.MaxValue)
                return null;
        }

        return (uint)mode;
    }

    private static InvalidInstructionException Unknown(string problem, string value, string[] known) => new(problem, NearestNames.Sentence(value.ToLowerInvariant(), known).TrimEnd('.'));
}
