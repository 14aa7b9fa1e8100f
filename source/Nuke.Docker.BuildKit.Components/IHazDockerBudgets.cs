using System.ComponentModel.DataAnnotations;

namespace Nuke.Docker.BuildKit.Components;

/// <summary>Offers budgets. A build that exceeds one fails after its reports were written; its image stays. Default: no budgets.</summary>
public interface IHazDockerBudgets : INukeBuild
{
    /// <summary>Minimum percentage of cached steps, from 0 to 100; <c>null</c>: none.</summary>
    [Parameter("Fail if fewer percent of the steps were cached, such as 80. Default: no limit")]
    [Range(0, 100)]
    int? DockerMinimumHitRate => TryGetValue<int?>(() => DockerMinimumHitRate);

    /// <summary>Maximum duration of the build of an image, such as <c>90s</c> or <c>5m</c>; <c>null</c>: none.</summary>
    [Parameter("Fail if the build of an image takes longer, such as 90s or 5m. Default: no limit")]
    string? DockerMaximumTime => TryGetValue(() => DockerMaximumTime);

    /// <summary>Maximum size of an image in decimal units, such as <c>500MB</c>; <c>null</c>: none.</summary>
    [Parameter("Fail if an image is bigger, such as 500MB. Default: no limit")]
    string? DockerMaximumImageSize => TryGetValue(() => DockerMaximumImageSize);

    /// <summary>Maximum number of bytes sent from the build contexts of an image in decimal units, such as <c>50MB</c>; <c>null</c>: none.</summary>
    [Parameter("Fail if more is sent from the build context, such as 50MB. Default: no limit")]
    string? DockerMaximumContext => TryGetValue(() => DockerMaximumContext);
}
