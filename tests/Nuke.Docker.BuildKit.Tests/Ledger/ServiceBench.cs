namespace Nuke.Docker.BuildKit.Tests.Ledger;

/// <summary>A Python service of two stages that was built once.</summary>
internal static class ServiceBench
{
    public const string Dockerfile = """
        FROM scratch AS builder
        ARG VERSION=1
        COPY requirements.txt /
        RUN pip install -r requirements.txt
        COPY app /app
        RUN --mount=type=secret,id=token build $VERSION
        FROM scratch
        COPY --from=builder /out /out
        RUN check

        """;

    public static LedgerBench Create()
    {
        var bench = new LedgerBench(Dockerfile);
        bench.Write("requirements.txt", "httpx==0.27.0\nanyio==4.0\n");
        bench.Write("app/main.py", "1");
        bench.Write("app/util.py", "2");
        bench.Build();
        return bench;
    }
}
