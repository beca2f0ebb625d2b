using System.Text.Json;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>The JSON schema of the answer, for endpoints that can enforce one. See prompts/answer.md.</summary>
internal static class AnswerSchema
{
    public static readonly JsonElement Schema = JsonElement.Parse(
            """
            {
              "type": "object", "additionalProperties": false, "required": ["answers", "statements"],
              "properties": {
                "answers": { "type": "string", "enum": ["fully", "partly", "no"] },
                "statements": {
                  "type": "array",
                  "items": {
                    "type": "object", "additionalProperties": false, "required": ["text", "quotes"],
                    "properties": {
                      "text": { "type": "string" },
                      "quotes": {
                        "type": "array",
                        "items": {
                          "type": "object", "additionalProperties": false, "required": ["source", "quote"],
                          "properties": { "source": { "type": "integer" }, "quote": { "type": "string" } }
                        }
                      }
                    }
                  }
                }
              }
            }
            """);
}
