// NUKE's members are static, so only one test runs at a time.
[assembly: NonParallelizable]
