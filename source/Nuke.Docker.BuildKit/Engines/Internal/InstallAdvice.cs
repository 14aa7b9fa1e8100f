namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>Advice on how to install docker, for each system.</summary>
internal static class InstallAdvice
{
    public static string ForThisMachine() => true switch
    {
        _ when OperatingSystem.IsWindows() =>
            "Install and start Docker Desktop (winget install Docker.DockerDesktop), or set DOCKER_HOST to a reachable daemon.",
        _ when OperatingSystem.IsMacOS() =>
            "Install and start Docker Desktop (brew install --cask docker) or Colima (brew install colima docker docker-buildx; colima start), "
                + "or set DOCKER_HOST.",
        _ => ForLinux(OsRelease.OfThisMachine()),
    };

    public static string ForLinux(OsRelease? release) => release?.Id switch
    {
        "debian" or "ubuntu" =>
            "Run the build as root with access to the distribution's archive, which starts a private engine. Or install docker: apt-get install "
                + "docker.io docker-cli docker-buildx (if the release has them) or Docker's own packages (docs.docker.com/engine/install). Or set DOCKER_HOST.",
        "fedora" or "rhel" or "centos" or "rocky" or "almalinux" =>
            "Install docker: dnf install moby-engine docker-cli docker-buildx, or Docker's own packages (docs.docker.com/engine/install), then "
                + "systemctl start docker. Or set DOCKER_HOST.",
        "alpine" => "Install docker: apk add docker docker-cli-buildx, then rc-service docker start. Or set DOCKER_HOST.",
        "arch" => "Install docker: pacman -S docker docker-buildx, then systemctl start docker. Or set DOCKER_HOST.",
        _ => "Install and start Docker Engine with buildx (docs.docker.com/engine/install), or set DOCKER_HOST to a reachable daemon.",
    };
}
