using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Nuke.Docker.BuildKit.Python.Tests.Toml;

/// <summary>Python's own TOML reader, asked about many documents at once.</summary>
internal static class Tomllib
{
    private const string Script = """
        import datetime, json, struct, sys, tomllib
        def micros(text):
            return text.rstrip("0").rstrip(".") if "." in text else text
        def quoted(text):
            data = text.encode("utf-16-le", "surrogatepass")
            units = struct.unpack("<%dH" % (len(data) // 2), data)
            return "'" + "".join(chr(u) if 32 <= u < 127 and u not in (39, 92) else "\\%x." % u for u in units) + "'"
        def key(text):
            return text if text and text.isascii() and text.isalnum() else quoted(text)
        def show(value):
            if isinstance(value, bool): return "true" if value else "false"
            if isinstance(value, str): return quoted(value)
            if isinstance(value, int): return str(value)
            if isinstance(value, float): return "nan" if value != value else "f%016x" % struct.unpack(">Q", struct.pack(">d", value))
            if isinstance(value, datetime.datetime):
                offset = value.utcoffset()
                zone = ""
                if offset is not None:
                    seconds = int(offset.total_seconds())
                    zone = "%s%02d:%02d" % ("-" if seconds < 0 else "+", abs(seconds) // 3600, abs(seconds) // 60 % 60)
                return micros(value.replace(tzinfo=None).isoformat()) + zone
            if isinstance(value, datetime.time): return micros(value.isoformat())
            if isinstance(value, datetime.date): return value.isoformat()
            if isinstance(value, list): return "[" + ", ".join(map(show, value)) + "]"
            return "{" + ", ".join(key(k) + ": " + show(v) for k, v in value.items()) + "}"
        def read(text):
            try:
                return show(tomllib.loads(text))
            except (tomllib.TOMLDecodeError, RecursionError):
                return None
        json.dump([read(text) for text in json.load(sys.stdin)], sys.stdout)
        """;

    /// <returns>The documents as <see cref="TomlText"/> shows them, floats by their bits; null for one that is refused.</returns>
    public static string?[] Read(IReadOnlyList<string> documents)
    {
        using var process = Start();
        // All of the input is read before any output is written.
        JsonSerializer.Serialize(process.StandardInput.BaseStream, documents);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return JsonSerializer.Deserialize<string?[]>(output)!;
    }

    private static Process Start()
    {
        var start = new ProcessStartInfo("python3", ["-c", Script]) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        try
        {
            using var probe = Process.Start(new ProcessStartInfo("python3", ["-c", "import tomllib"]) { RedirectStandardError = true, UseShellExecute = false })!;
            probe.WaitForExit();
            if (probe.ExitCode != 0)
                Assert.Ignore("python3 here is older than 3.11 and has no tomllib.");
        }
        catch (Win32Exception)
        {
            Assert.Ignore("There is no python3 here.");
        }

        return Process.Start(start)!;
    }
}
