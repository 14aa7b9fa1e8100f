// NUKE's members are static: one run at a time.
[assembly: NonParallelizable]
