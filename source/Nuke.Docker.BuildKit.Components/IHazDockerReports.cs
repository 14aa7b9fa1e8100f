namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers the folder for the build reports.</summary>
public interface IHazDockerReports : INukeBuild
{
    /// <summary>Folder for the reports, with one folder per image. Default: <c>artifacts/docker</c>.</summary>
    AbsolutePath DockerReportsDirectory => RootDirectory / "artifacts" / "docker";

    /// <summary>Folder for the ledgers of builds, with which builds are explained, predicted and skipped. Default: <c>.nuke/temp/docker-ledger</c>.</summary>
    AbsolutePath DockerLedgerDirectory => TemporaryDirectory / "docker-ledger";
}
