using System.Globalization;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Dockerfiles.Parsing.Internal;

internal static partial class InstructionFactory
{
    private static HealthcheckInstruction Healthcheck(RawInstruction raw)
    {
        AtLeastOne(raw);
        var type = raw.Words[0].Text;
        var command = raw.Words.Skip(1).ToArray();
        if (type.Equals("NONE", StringComparison.OrdinalIgnoreCase))
            return command.Length == 0
                ? new HealthcheckInstruction(Source(raw), null)
                : throw new InvalidInstructionException("HEALTHCHECK NONE takes no arguments");

        var source = Checked(raw);
        if (!type.Equals("CMD", StringComparison.OrdinalIgnoreCase))
            throw new InvalidInstructionException($"Unknown type \"{type.ToUpperInvariant()}\" in HEALTHCHECK (try CMD)");
        if (command.Length == 0)
            throw new InvalidInstructionException("Missing command after HEALTHCHECK CMD");
        return new HealthcheckInstruction(source, Command(raw, command))
        {
            Interval = Duration(raw, "--interval"),
            Timeout = Duration(raw, "--timeout"),
            StartPeriod = Duration(raw, "--start-period"),
            StartInterval = Duration(raw, "--start-interval"),
            Retries = Retries(raw),
        };
    }

    private static TimeSpan? Duration(RawInstruction raw, string name)
    {
        if (raw.Flags.FirstOrDefault(flag => flag.Name == name)?.Value is not { Length: > 0 } text)
            return null;
        TimeSpan duration;
        try
        {
            duration = GoDuration.Parse(text, name);
        }
        catch (InvalidSettingException exception)
        {
            throw new InvalidInstructionException($"time: invalid duration \"{text}\"", exception.Message);
        }

        if (duration == TimeSpan.Zero && text.Any(character => character is >= '1' and <= '9'))
            duration = TimeSpan.FromTicks(1);
        if (duration == TimeSpan.Zero)
            return null;
        return duration >= TimeSpan.FromMilliseconds(1) ? duration : throw new InvalidInstructionException($"Interval \"{name[2..]}\" cannot be less than 1ms");
    }

    private static int? Retries(RawInstruction raw)
    {
        if (raw.Flags.FirstOrDefault(flag => flag.Name == "--retries")?.Value is not { Length: > 0 } text)
            return null;
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var retries))
            throw new InvalidInstructionException($"strconv.ParseInt: parsing \"{text}\": invalid syntax", "Set --retries to an integer");
        return retries >= 0 ? retries : throw new InvalidInstructionException($"--retries cannot be negative ({retries})");
    }
}
