using System.Net;
using System.Net.Sockets;
using Nuke.Docker.BuildKit.Ledger;
using Nuke.Docker.BuildKit.Ledger.Internal;

namespace Nuke.Docker.BuildKit.Tests.Ledger;

public sealed class RemoteInputSpecs
{
    private const string Commit = "0123456789abcdef0123456789abcdef01234567";

    [TestCase("curl -fsSL https://example.com/install.sh | sh", "https://example.com/install.sh")]
    [TestCase("wget -q \"https://example.com/a.tar.gz\" -O /tmp/a", "https://example.com/a.tar.gz")]
    [TestCase("git clone --depth 1 -b dev https://user:pw@example.com/x.git /src", "branch dev of https://example.com/x.git")]
    [TestCase("git clone https://example.com/x.git", "default branch of https://example.com/x.git")]
    [TestCase("pip install git+https://example.com/x@main#egg=x", "branch main of https://example.com/x")]
    [TestCase("pip install 'x @ git+https://token@example.com/x.git'", "default branch of https://example.com/x.git")]
    [TestCase("uv pip install https://example.com/x-1.0.whl", "https://example.com/x-1.0.whl")]
    [TestCase("pip install -r requirements.txt", "branch main of https://example.com/r.git")]
    [TestCase("pip install --index-url https://pypi.example.com/simple requests", null)]
    [TestCase("pip install git+https://example.com/x@" + Commit, null)]
    [TestCase("curl https://example.com/$VERSION/x", null)]
    [TestCase("echo https://example.com", null)]
    public void A_download_is_found_in_a_command(string script, string? expected)
    {
        var found = RemoteInputs.Of(script, file => file == "requirements.txt" ? ["# x", "a==1", "r @ git+https://example.com/r.git@main"] : [], text => text);

        Assert.That(found.Select(input => input.Name), Is.EqualTo(expected is null ? [] : new[] { expected }));
    }

    [Test]
    public void A_changed_file_of_a_cached_step_is_reported_until_the_step_runs()
    {
        using var server = new Server();
        using var bench = new LedgerBench($"FROM scratch\nRUN curl -O {server.Address}/tool.bin\n") { Checks = true };
        server.Tag = "\"1\"";
        bench.Build();
        Assert.That(bench.Build("none"), Is.Empty, "nothing has changed");
        server.Tag = "\"2\"";

        var first = bench.Build("none");
        var second = bench.Build("none");
        bench.Build();
        var last = bench.Build("none");

        Assert.That(first.Single().Kind, Is.EqualTo(CauseKind.OutsideKey));
        Assert.That(first.Single().Sentence, Does.Contain($"although the {server.Address}/tool.bin changed"));
        Assert.That(second.Single().Kind, Is.EqualTo(CauseKind.OutsideKey), "the image still has the old file");
        Assert.That(last, Is.Empty, "the step has run");
        Assert.That(ExplanationText.Stale(first).Single(), Does.Contain("Name a version, a commit or a checksum"));
    }

    [Test]
    public void A_moved_branch_of_a_cached_step_is_reported()
    {
        using var server = new Server();
        using var bench = new LedgerBench($"FROM scratch\nRUN pip install git+{server.Address}/x.git@main\n") { Checks = true };
        server.Commit = Commit;
        bench.Build();
        server.Commit = new string('a', 40);

        var cause = bench.Build("none").Single();

        Assert.That(cause.Sentence, Does.Contain($"although the branch main of {server.Address}/x.git changed"));
    }

    [Test]
    public void A_server_that_does_not_respond_changes_nothing()
    {
        var server = new Server { Tag = "\"1\"" };
        using var bench = new LedgerBench($"FROM scratch\nRUN curl -O {server.Address}/tool.bin\n") { Checks = true };
        bench.Build();
        server.Dispose();

        Assert.That(bench.Build("none"), Is.Empty);
    }

    [Test]
    public void Without_the_check_no_server_is_asked()
    {
        using var server = new Server { Tag = "\"1\"" };
        using var bench = new LedgerBench($"FROM scratch\nRUN curl -O {server.Address}/tool.bin\n") { Checks = false };

        bench.Build();

        Assert.That(server.Requests, Is.Zero);
    }

    private sealed class Server : IDisposable
    {
        private readonly HttpListener _listener = new();

        public Server()
        {
            using (var free = new TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                Address = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}";
            }

            _listener.Prefixes.Add($"{Address}/");
            _listener.Start();
            _ = Task.Run(ServeAsync);
        }

        public string Address { get; }

        public string? Tag { get; set; }

        public string Commit { get; set; } = new('0', 40);

        public int Requests { get; private set; }

        public void Dispose() => _listener.Close();

        private async Task ServeAsync()
        {
            while (_listener.IsListening)
            {
                var context = await _listener.GetContextAsync();
                Requests++;
                if (Tag is not null)
                    context.Response.Headers["ETag"] = Tag;
                if (context.Request.HttpMethod == "GET")
                {
                    var text = $"001e# service=git-upload-pack\n0000010a{new string('b', 40)} HEAD\0multi_ack\n003d{Commit} refs/heads/main\n0000";
                    context.Response.OutputStream.Write(System.Text.Encoding.ASCII.GetBytes(text));
                }

                context.Response.Close();
            }
        }
    }
}
