using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationTests.Truth;

/// <summary>A Git server on loopback that requires a user and a password: git's own <c>http-backend</c> behind a listener.</summary>
internal sealed class GitServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly string _folder;
    private readonly string _expected;

    /// <summary>Starts a server with the repository <c>x.git</c>, whose branch <c>main</c> has some files.</summary>
    public GitServer(string folder, string user, IReadOnlyDictionary<string, string> files)
    {
        _folder = folder;
        _expected = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(user))}";
        var work = Directory.CreateDirectory(Path.Combine(folder, "work")).FullName;
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(work, name), text);
        Git(work, "init", "-q", "-b", "main");
        Git(work, "add", ".");
        Git(work, "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "a");
        Git(folder, "clone", "-q", "--bare", work, Path.Combine(folder, "x.git"));
        Git(Path.Combine(folder, "x.git"), "config", "http.receivepack", "false");
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            Host = $"127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
        }

        _listener.Prefixes.Add($"http://{Host}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    public string Host { get; }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            var context = await _listener.GetContextAsync();
            await AnswerAsync(context);
            context.Response.Close();
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var (request, response) = (context.Request, context.Response);
        if (!string.Equals(request.Headers["Authorization"], _expected, StringComparison.OrdinalIgnoreCase))
        {
            response.StatusCode = 401;
            response.Headers["WWW-Authenticate"] = "Basic realm=\"git\"";
            return;
        }

        var start = new ProcessStartInfo("git", ["http-backend"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["GIT_PROJECT_ROOT"] = _folder;
        start.Environment["GIT_HTTP_EXPORT_ALL"] = "1";
        start.Environment["PATH_INFO"] = request.Url!.AbsolutePath;
        start.Environment["QUERY_STRING"] = request.Url.Query.TrimStart('?');
        start.Environment["REQUEST_METHOD"] = request.HttpMethod;
        start.Environment["CONTENT_TYPE"] = request.ContentType;
        start.Environment["HTTP_CONTENT_ENCODING"] = request.Headers["Content-Encoding"];
        start.Environment["GIT_PROTOCOL"] = request.Headers["Git-Protocol"];
        start.Environment["REMOTE_USER"] = "a";
        using var process = Process.Start(start)!;
        await request.InputStream.CopyToAsync(process.StandardInput.BaseStream);
        process.StandardInput.Close();
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output);
        var bytes = output.ToArray();
        var end = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        foreach (var line in Encoding.ASCII.GetString(bytes, 0, end).Split("\r\n"))
        {
            var (name, value) = (line.Split(": ")[0], line.Split(": ")[1]);
            if (name == "Status")
                response.StatusCode = int.Parse(value.Split(' ')[0], CultureInfo.InvariantCulture);
            else if (name == "Content-Type")
                response.ContentType = value;
        }

        await response.OutputStream.WriteAsync(bytes.AsMemory(end + 4));
    }

    private static void Git(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        process.WaitForExit();
        Assert.That(process.ExitCode, Is.Zero, process.StandardError.ReadToEnd());
    }
}
