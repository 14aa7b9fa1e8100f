using Nuke.Docker.BuildKit.Commands.Internal;

namespace Nuke.Docker.BuildKit.Commands;

public sealed partial record BuildxBuildSettings : IBuildSettings, IHasBuildArguments;

public sealed partial record BuildxDapBuildSettings : IBuildSettings, IHasBuildArguments;

public sealed partial record BuildxDebugBuildSettings : IBuildSettings, IHasBuildArguments;

public sealed partial record ComposeBuildSettings : IHasBuildArguments;
