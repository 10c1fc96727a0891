namespace Orleans.Runtime;

/// <summary>Is told, one after the other and in the order of the table's versions, of silos whose status changed.</summary>
public interface ISiloStatusListener
{
    void SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status);
}
