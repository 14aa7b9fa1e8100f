using TemplateFiles;

// TemplateFiles SOURCE OUTPUT: writes what the package of templates contains beside the files that lie in the repository.
TemplateWriter.Write(args[0], args[1]);
