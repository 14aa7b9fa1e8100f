namespace Nuke.Docker.BuildKit.Engines.Internal;

/// <summary>What to install, for each system.</summary>
internal static class InstallAdvice
{
    public static string ForThisMachine() => true switch
    {
        _ when OperatingSystem.IsWindows() => "Install and start Docker Desktop (winget install Docker.DockerDesktop), or set DOCKER_HOST to a daemon that can be reached.",
        _ when OperatingSystem.IsMacOS() => "Install and start Docker Desktop (brew install --cask docker) or Colima (brew install colima docker docker-buildx; colima start), or set DOCKER_HOST.",
        _ => ForLinux(OsRelease.OfThisMachine()),
    };

    public static string ForLinux(OsRelease? release) => release?.Id switch
    {
        "debian" or "ubuntu" => "Run as root, so that a private engine can be started; or install one: apt-get install docker.io docker-cli docker-buildx (where the release has them) or Docker's own packages (docs.docker.com/engine/install); or set DOCKER_HOST.",
        "fedora" or "rhel" or "centos" or "rocky" or "almalinux" => "Install one: dnf install moby-engine docker-cli docker-buildx, or Docker's own packages (docs.docker.com/engine/install), then systemctl start docker; or set DOCKER_HOST.",
        "alpine" => "Install one: apk add docker docker-cli-buildx, then rc-service docker start; or set DOCKER_HOST.",
        "arch" => "Install one: pacman -S docker docker-buildx, then systemctl start docker; or set DOCKER_HOST.",
        _ => "Install Docker Engine with buildx (docs.docker.com/engine/install) and start it, or set DOCKER_HOST to a daemon that can be reached.",
    };
}
