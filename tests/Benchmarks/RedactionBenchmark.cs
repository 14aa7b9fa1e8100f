using System.Diagnostics;
using Nuke.Docker.BuildKit.Text.Redaction;

namespace Benchmarks;

/// <summary>Times the redaction of a log with 50 secrets: lines of a real build, of which one in a thousand contains a secret.</summary>
internal static class RedactionBenchmark
{
    private const int Secrets = 50;

    private static readonly string[] s_lines =
    [
        "Collecting fastapi==0.115.6 (from -r requirements.txt (line 3))",
        "  Downloading https://files.pythonhosted.org/packages/ab/cd/fastapi-0.115.6-py3-none-any.whl (94 kB)",
        "Get:17 http://packages.example.com/debian bookworm/main amd64 libexpat1 amd64 2.5.0-1+deb12u1 [98.9 kB]",
        "Setting up libpython3.11-stdlib:amd64 (3.11.2-6+deb12u5) ...",
        "#12 [builder 4/6] RUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt",
        "   0.31 s  builder 4/6 | Installing collected packages: typing-extensions, sniffio, idna, h11, click, anyio, starlette, pydantic",
        "gcc -pthread -B /usr/local/lib -Wno-unused-result -DNDEBUG -g -fwrapv -O3 -Wall -fPIC -I/usr/local/include/python3.11 -c src/key.c -o key.o",
        "sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef 1.57MB / 1.57MB 0.2s done",
        "",
        "copying src/module/keyboard.py -> build/lib/module",
    ];

    public static void Run(int lines)
    {
        string[] secrets = [.. Enumerable.Range(0, Secrets).Select(index => $"S3cret-{index:00}-{index * 7919:x8}-value")];
        var redactor = new Redactor(secrets);
        string[] log = [.. Enumerable.Range(0, lines).Select(index =>
            index % 1000 == 999 ? $"Authorization failed for {secrets[index % Secrets]} at step {index}" : s_lines[index % s_lines.Length])];
        foreach (var (name, redact) in new (string, Func<string, string>)[] { ("known values", redactor.RedactKnown), ("values and shapes", redactor.Redact) })
        {
            foreach (var line in log.Take(20_000))
                redact(line);
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            var changed = log.Count(line => !ReferenceEquals(redact(line), line));
            var time = watch.Elapsed;
            var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
            Console.WriteLine(
                $"{name,-20}{lines:N0} lines, {Secrets} secrets, {changed:N0} lines changed: {time.TotalSeconds:0.00} s, "
                + $"{time.TotalMicroseconds / lines:0.00} µs and {bytes / lines} bytes per line");
        }
    }
}
