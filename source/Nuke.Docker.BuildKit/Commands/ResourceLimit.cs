using System.Globalization;
using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>
/// Resource limit of each <c>RUN</c>: <c>--resource</c>, named as in <c>docker run</c>. Strings convert implicitly. Requires BuildKit 0.31.0.
/// </summary>
public sealed record ResourceLimit : IArgumentValue
{
    private const string Flag = "--resource";
    private static readonly string[] s_names = ["memory", "memory-swap", "cpu-shares", "cpu-period", "cpu-quota", "cpuset-cpus", "cpuset-mems"];

    private ResourceLimit(string name, string value)
    {
        Name = name;
        Value = value;
    }

    /// <summary>Name on the command line: <c>memory</c>.</summary>
    public string Name { get; }

    /// <summary>Value on the command line: bytes, a number, or a list of cores.</summary>
    public string Value { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator ResourceLimit(string text) => Parse(text);

    /// <summary>Limits memory; swap may be as large again.</summary>
    public static ResourceLimit Memory(ByteSize size) => new("memory", size.ToString());

    /// <summary>Limits memory and swap together; <c>null</c> is unlimited swap.</summary>
    public static ResourceLimit MemorySwap(ByteSize? size) => new("memory-swap", size?.ToString() ?? "-1");

    /// <summary>Sets the relative weight of CPU time; 1024 is the default.</summary>
    public static ResourceLimit CpuShares(long shares) => Number("cpu-shares", shares);

    /// <summary>Sets the length of the scheduler's period in microseconds.</summary>
    public static ResourceLimit CpuPeriod(long microseconds) => Number("cpu-period", microseconds);

    /// <summary>Sets the CPU time within a period in microseconds: 50,000 of a period of 100,000 is half a core.</summary>
    public static ResourceLimit CpuQuota(long microseconds) => Number("cpu-quota", microseconds);

    /// <summary>Selects the cores: <c>0-3</c>, <c>0,1</c>.</summary>
    public static ResourceLimit CpusetCpus(string cores) => new("cpuset-cpus", Required.Text(cores, $"{Flag} cpuset-cpus"));

    /// <summary>Selects the memory nodes: <c>0-3</c>, <c>0,1</c>.</summary>
    public static ResourceLimit CpusetMems(string nodes) => new("cpuset-mems", Required.Text(nodes, $"{Flag} cpuset-mems"));

    /// <summary>Parses the value of <c>--resource</c>: one <c>name=value</c>.</summary>
    /// <exception cref="InvalidSettingException">buildx does not support the resource, or the value is invalid.</exception>
    public static ResourceLimit Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var (name, value) = text.Split('=', 2) is [var left, var right] ? (left.Trim(), right.Trim()) : (text.Trim(), "");
        return name switch
        {
            "memory" => Memory(ByteSize.ParseBinary(value, $"{Flag} {name}")),
            "memory-swap" => MemorySwap(value == "-1" ? default(ByteSize?) : ByteSize.ParseBinary(value, $"{Flag} {name}")),
            "cpu-shares" or "cpu-period" or "cpu-quota" => long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                ? Number(name, number)
                : throw new InvalidSettingException($"{Flag} {name}", $"'{value}' is not a whole number"),
            "cpuset-cpus" => CpusetCpus(value),
            "cpuset-mems" => CpusetMems(value),
            _ => throw new InvalidSettingException(Flag, $"the resource '{name}' does not exist. {NearestNames.Sentence(name, s_names)}"),
        };
    }

    /// <inheritdoc/>
    public Argument ToArgument() => new($"{Name}={Value}");

    /// <summary>The flag's value.</summary>
    public override string ToString() => ToArgument().ToString();

    private static ResourceLimit Number(string name, long number) => new(name, number.ToString(CultureInfo.InvariantCulture));
}
