namespace Probity.Registry.Uses;

/// <summary>How badly and how likely a use can hurt. What nobody assessed is treated as high.</summary>
public enum RiskClass { NotAssessed, Low, Medium, High, VeryHigh }

public static class RiskClasses
{
    public static RiskClass Treated(this RiskClass risk) => risk == RiskClass.NotAssessed ? RiskClass.High : risk;
}

/// <summary>The four families of use in law enforcement that the programme speaks of.</summary>
public enum PurposeCategory { ImageAnalysis, ContentGeneration, ProcessOptimisation, WorkflowAutomation }
