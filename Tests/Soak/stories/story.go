// The README's story, told with a client that openapi-generator made for Go (package desk in ./client).
package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	desk "desk/client"
)

var api = func() *desk.APIClient {
	configuration := desk.NewConfiguration()
	configuration.Servers = desk.ServerConfigurations{{URL: os.Getenv("URL")}}
	return desk.NewAPIClient(configuration)
}()

func as(role string) context.Context {
	return context.WithValue(context.Background(), desk.ContextAccessToken, os.Getenv(role))
}

func fail(words ...interface{}) {
	fmt.Fprintln(os.Stderr, words...)
	os.Exit(1)
}

// ok ends the story where an answer is none.
func ok[T any](answer T, response *http.Response, err error) T {
	if refused, is := err.(*desk.GenericOpenAPIError); is {
		fail(err, string(refused.Body()))
	}
	if err != nil {
		fail(err)
	}
	return answer
}

func check(holds bool, words ...interface{}) {
	if !holds {
		fail(words...)
	}
}

func main() {
	advisor, mechanic, other := as("ADVISOR"), as("MECHANIC"), as("MECHANIC2")
	storekeeper, manager := as("STOREKEEPER"), as("MANAGER")

	body := desk.NewWorkOrderBody(120000)
	client := desk.NewClientBody("Анна Крылова")
	client.SetPhones([]string{"8 903 123-45-67"})
	body.SetClient(*client)
	vehicle := desk.NewOrderVehicleBody("LADA", "Веста")
	vehicle.SetPlate("А123ВС77")
	body.SetVehicle(*vehicle)
	body.SetComplaints([]string{"Стучит спереди справа на кочках"})
	opened := ok(api.WorkOrdersAPI.PostWorkOrders(advisor).WorkOrderBody(*body).Execute())
	order := opened.GetId()

	ok(api.WorkOrdersAPI.PostWorkOrdersIdEstimate(advisor, order).Execute())
	operation := ok(api.OperationsAPI.GetOperations(advisor).Q("0010").Limit(1).Execute()).GetItems()[0]
	line := desk.NewOrderLineBody("labour")
	line.SetOperationId(operation.GetId())
	labour := ok(api.WorkOrdersAPI.PostWorkOrdersIdLines(advisor, order).OrderLineBody(*line).Execute()).GetId()
	part := ok(api.PartsAPI.GetParts(advisor).InStock(true).Limit(1).Execute()).GetItems()[0]
	line = desk.NewOrderLineBody("part")
	line.SetPartId(part.GetId())
	line.SetQuantity(1)
	fitted := ok(api.WorkOrdersAPI.PostWorkOrdersIdLines(advisor, order).OrderLineBody(*line).Execute()).GetId()

	ok(api.WorkOrdersAPI.GetWorkOrdersIdPromise(advisor, order).Execute())
	promise := desk.NewPromiseBody(time.Now().AddDate(0, 0, 21))
	promise.SetReason("as agreed")
	ok(api.WorkOrdersAPI.PostWorkOrdersIdPromise(advisor, order).PromiseBody(*promise).Execute())
	estimate := ok(api.WorkOrdersAPI.PostWorkOrdersIdEstimates(advisor, order).EstimateBody(*desk.NewEstimateBody("Подвеска")).Execute()).GetId()
	ok(api.WorkOrdersAPI.PostWorkOrdersIdOffer(advisor, order).OfferBody(*desk.NewOfferBody([]int64{estimate})).Execute())
	link := ok(api.WorkOrdersAPI.PostEstimatesIdLink(advisor, estimate).Execute()).GetUrl()
	token := link[strings.LastIndex(link, "/")+1:]
	offer := ok(api.WorkOrdersAPI.GetApprovalLinksToken(context.Background(), token).Execute())
	check(len(offer.GetItems()) == 2, "the link offers", offer.GetItems())
	items := []desk.ItemBody{*desk.NewItemBody(labour, "approved"), *desk.NewItemBody(fitted, "approved")}
	ok(api.WorkOrdersAPI.PostEstimatesIdApprove(advisor, estimate).ApprovalBody(*desk.NewApprovalBody("phone", items)).Execute())
	for _, move := range ok(api.WorkOrdersAPI.GetWorkOrdersIdMoves(advisor, order).Execute()).GetMoves() {
		check(move.GetName() != "start" || move.GetAllowed(), "start is not allowed")
	}

	ok(api.WorkOrdersAPI.PostWorkOrdersIdStart(advisor, order).Execute())
	clock := desk.NewClockOnBody()
	clock.SetLineId(labour)
	ok(api.WorkOrdersAPI.PostWorkOrdersIdClockOn(mechanic, order).ClockOnBody(*clock).Execute())
	ok(api.PartsAPI.PostWorkOrdersIdLinesLineIdIssue(storekeeper, order, fitted).IssueBody(*desk.NewIssueBody(1)).Execute())
	ok(api.WorkOrdersAPI.PostMeClockOff(mechanic).Execute())
	ok(api.WorkOrdersAPI.PostWorkOrdersIdLinesLineIdDone(mechanic, order, labour).Execute())
	ok(api.WorkOrdersAPI.PostWorkOrdersIdQualityChecks(other, order).QualityCheckBody(*desk.NewQualityCheckBody(true)).Execute())
	ok(api.WorkOrdersAPI.PostWorkOrdersIdReady(advisor, order).Execute())

	ok(api.BillingAPI.PostWorkOrdersIdInvoices(advisor, order).Execute())
	seen := ok(api.WorkOrdersAPI.GetWorkOrdersId(advisor, order).Fields("total_minor,client.id").Execute())
	who := seen.GetClient()
	check(seen.Number == nil && who.Name == nil, "not narrowed")
	money := desk.NewPaymentBody(who.GetId(), "card", seen.GetTotalMinor())
	money.SetWorkOrderId(order)
	key := fmt.Sprint("go ", time.Now().UnixNano())
	first := ok(api.BillingAPI.PostPayments(advisor).PaymentBody(*money).IdempotencyKey(key).Execute())
	again, response, err := api.BillingAPI.PostPayments(advisor).PaymentBody(*money).IdempotencyKey(key).Execute()
	check(err == nil && again.GetId() == first.GetId() && response.Header.Get("Idempotency-Replayed") == "true", "not replayed", err)
	collection := desk.NewCollectionBody()
	collection.SetCollectedBy("Анна Крылова")
	_, response, err = api.WorkOrdersAPI.PostWorkOrdersIdDeliver(advisor, order).IfMatch("\"1\"").CollectionBody(*collection).Execute()
	refused, is := err.(*desk.GenericOpenAPIError)
	check(is && response.StatusCode == 412, "not stale", err)
	problem, is := refused.Model().(desk.Problem)
	check(is && problem.GetCode() == "stale", "no problem", refused.Model())
	done := ok(api.WorkOrdersAPI.PostWorkOrdersIdDeliver(advisor, order).CollectionBody(*collection).Execute())
	check(done.GetStatus() == "delivered", done.GetStatus())

	events := ok(api.EventsAPI.GetWorkOrdersIdTimeline(advisor, order).Limit(5).Execute()).GetItems()
	check(len(events) == 5, "events", len(events))
	ok(api.WorkOrdersAPI.GetWorkOrdersIdStageTimes(advisor, order).Execute())
	table, err := os.CreateTemp("", "clients")
	check(err == nil, err)
	defer os.Remove(table.Name())
	table.WriteString("Код;Наименование;Телефон\r\nК-3;Глеб Ильин;+7 916 555-11-44\r\n")
	table.Seek(0, 0)
	report := ok(api.ImportAPI.PostImportsKind(manager, "clients").Body(table).Execute())
	check(report.GetCreated() == 1, "created", report.GetCreated())
	found := ok(api.ClientsAPI.GetClients(manager).Q("Глеб Ильин").Execute()).GetItems()[0]
	patch := desk.NewClientPatch()
	patch.SetDiscountBp(500)
	patch.SetCommentNil()
	card := ok(api.ClientsAPI.PatchClientsId(manager, found.GetId()).IfMatch("*").ClientPatch(*patch).Execute())
	check(card.GetDiscountBp() == 500, "discount", card.GetDiscountBp())
	fmt.Println(done.GetNumber())
}
