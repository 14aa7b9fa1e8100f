namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

/// <summary>The value of <c>RUN --device</c>.</summary>
internal static class DeviceFields
{
    public static void Check(string value)
    {
        var named = false;
        foreach (var field in MountFields.Split(value, "failed to parse csv devices"))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var key = (equals < 0 ? field : field[..equals]).ToLowerInvariant();
            if (key == "required")
            {
                if (equals >= 0 && GoBoolean.Parse(field[(equals + 1)..]) is null)
                    throw new InvalidInstructionException($"invalid value for {key}: {field[(equals + 1)..]}");
            }
            else if (!named)
            {
                named = key != "name" || field.Length > equals + 1;
            }
            else
            {
                throw new InvalidInstructionException(equals < 0
                    ? $"invalid field '{field}' must be a key=value pair" : key == "name" ? $"device name already set to {field}"
                    : $"unexpected key '{key}' in '{field}'");
            }
        }
    }
}
