using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>Reads the value of one <c>--mount</c>.</summary>
internal sealed class MountReader(Func<string, string> expand)
{
    private static readonly string[] s_types = ["bind", "cache", "secret", "ssh", "tmpfs"];
    private static readonly string[] s_keys =
    [
        "type", "from", "source", "src", "target", "dst", "destination", "readonly", "ro", "readwrite", "rw", "required", "size", "id", "sharing", "mode",
        "uid", "gid", "env",
    ];

    private readonly MountDraft _draft = new();

    /// <param name="flag">The <c>--mount</c>.</param>
    /// <param name="workingDirectory">The base of a relative target; <c>null</c> for the root.</param>
    /// <param name="stage">Returns the index of the stage with a name; <c>null</c> for none.</param>
    /// <exception cref="InvalidInstructionException">BuildKit would reject it.</exception>
    public RunMount Read(InstructionFlag flag, string? workingDirectory, Func<string, int?> stage)
    {
        foreach (var field in MountFields.Split(flag.Value!))
            Field(field);
        _draft.Check();
        return _draft.Create(flag, workingDirectory, stage);
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
                _draft.Type = s_types.Contains(value.ToLowerInvariant())
                    ? value.ToLowerInvariant()
                    : throw Unknown($"unsupported mount type \"{value}\"", value, s_types);
                break;
            case "from":
                _draft.From = value;
                break;
            case "source" or "src":
                _draft.Source = value;
                break;
            case "target" or "dst" or "destination":
                _draft.Target = value;
                break;
            case "readonly" or "ro":
                _draft.ReadOnly = Boolean(key, value);
                break;
            case "readwrite" or "rw":
                _draft.ReadOnly = !Boolean(key, value);
                break;
            case "required":
                Needs(key, "secret", "ssh");
                _draft.Required = Boolean(key, value);
                break;
            case "size":
                Needs(key, "tmpfs");
                _draft.Size = RamSize.Parse(value) ?? throw new InvalidInstructionException($"invalid value for {key}: {value}");
                break;
            case "id":
                _draft.Id = value;
                break;
            case "sharing":
                _draft.Sharing = Enum.TryParse<CacheSharing>(value, ignoreCase: true, out var sharing) && value.All(char.IsAsciiLetter)
                    ? sharing
                    : throw Unknown($"unsupported sharing value \"{value}\"", value, ["shared", "private", "locked"]);
                break;
            case "mode":
                _draft.Mode = Octal(value) ?? throw new InvalidInstructionException($"invalid value {value} for mode");
                break;
            case "uid":
                _draft.Uid = Number(key, value);
                break;
            case "gid":
                _draft.Gid = Number(key, value);
                break;
            case "env":
                _draft.Env = value;
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
                _draft.ReadOnly = true;
                break;
            case "readwrite" or "rw":
                _draft.ReadOnly = false;
                break;
            case "required":
                Needs(key, "secret", "ssh");
                _draft.Required = true;
                break;
            default:
                throw new InvalidInstructionException($"invalid field '{field}' must be a key=value pair");
        }
    }

    private void Needs(string key, params ReadOnlySpan<string> types)
    {
        if (!types.Contains(_draft.Type))
            throw new InvalidInstructionException(
                $"unexpected key '{key}' for mount type '{_draft.Type}'",
                $"Write type= before {key}, if the type is correct");
    }

    private static bool Boolean(string key, string value) =>
        GoBoolean.Parse(value) ?? throw new InvalidInstructionException($"invalid value for {key}: {value}", "Use true or false");

    private static uint Number(string key, string value) =>
        uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidInstructionException($"invalid value {value} for {key}", "Set the owner of a mount to a number");

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

    private static InvalidInstructionException Unknown(string problem, string value, string[] known) =>
        new(problem, NearestNames.Sentence(value.ToLowerInvariant(), known).TrimEnd('.'));
}
